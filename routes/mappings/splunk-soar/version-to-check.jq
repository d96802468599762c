# Answer of GET /container for one row and $input = {version, options}, the answers of GET /version and GET /container_options, the latter
# null where it may not be read -> {detail, version, read, write, warnings}.
# What the user may write cannot be asked for. $settings: label.
if type != "object" or (has("count") | not) then error("the answer is no list of containers: the field count is missing. The URL or the path prefix is most likely wrong") else . end
| setting("label"; "events") as $wanted
| ($input.options | obj | .label | list) as $there
| {
    detail: "containers can be read, \(.count) are visible",
    version: ($input.version | obj | .version | text),
    read: true,
    write: null,
    warnings: [if $there == [] or ($there | map(text // "" | ascii_downcase) | index($wanted | ascii_downcase)) != null then empty
      else "The label \"\($wanted)\" does not exist there, so creates will be refused. Labels there: \($there | map(text // "") | join(", ")). Set label to one of them." end]
  }
