# What came of the row of none-to-probe and $input = {version, options, found}, the answers of GET /version, of GET /container_options, null
# where it may not be read, and of GET /container for one row -> {detail, version, read, write, warnings}. $settings: label.
write_verdict([400]) as $write
| ([list[]][0] | obj | .answer | obj | .id | text) as $made
| $input.found as $found
| if ($found | type) != "object" or ($found | has("count") | not) then error("the answer is no list of containers: the field count is missing. The URL or the path prefix is most likely wrong") else . end
| setting("label"; "events") as $wanted
| ($input.options | obj | .label | list) as $there
| {
    detail: "containers can be read, \($found.count) are visible",
    version: ($input.version | obj | .version | text),
    read: true,
    write: $write.write,
    warnings: ($write.warnings + [
      (if $made == null then empty else "The server took a container without a name to see whether it may be written: delete container \($made)." end),
      (if $there == [] or ($there | map(text // "" | ascii_downcase) | index($wanted | ascii_downcase)) != null then empty
       else "The label \"\($wanted)\" does not exist there, so creates will be refused. Labels there: \($there | map(text // "") | join(", ")). Set label to one of them." end)
    ])
  }
