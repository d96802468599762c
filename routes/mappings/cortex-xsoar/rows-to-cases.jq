# Rows of POST /incidents/search and $input = {asked: {limit}, connection, source, url} -> Cases, each incident once.
if type == "array" then . else error("expected the rows of a search") end
| distinct_by(.id)
| (if $input.asked.limit == null then . else .[:$input.asked.limit] end)
| [.[] | case_of($input; $settings["external-key-field"] // "dbotMirrorId")]
