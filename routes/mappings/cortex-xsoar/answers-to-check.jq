# $input: {about, found, probe, keyField, fields} -> {detail, version, read, write, warnings}. about: GET /about, a text on version 6, or
# null; found: a search; probe: what came of closing nothing; fields: GET /incidentfields, only when keyField is set.
$input.found as $found
| if ($found | type) != "object" or ($found | has("total") | not) then
    error("the answer is no search result: the field total is missing. The URL or the path prefix is most likely wrong") else . end
| ($input.about | if type == "string" then (try fromjson catch null) else . end | obj) as $about
| ([$input.probe | list[]][0] | obj) as $probe
| (if $probe.error.status == 403 or $probe.error.status == 402 then false elif $probe.error.status == 400 or $probe.answer != null then true
   else null end) as $write
| {
    detail: "incidents can be read, \($found.total) are visible",
    version: ($about.demistoVersion | filled),
    read: true,
    write: $write,
    warnings: [
      (if $write == false then "The role of the key may not write incidents." else empty end),
      (if $about.productMode != null and $about.productMode != "xsoar" then "The server says that it is \($about.productMode), not xsoar." else empty end),
      (if $input.keyField != null and ($input.fields | type) == "array"
          and [$input.fields[] | objects | select(.cliName == $input.keyField)] == []
        then "There is no incident field \($input.keyField), which external-key-field names; its machine name is wanted." else empty end)
    ]
  }
