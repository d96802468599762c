# Incident as loaded (GET /incident/load/{id}) and $input = Case -> the whole incident to send back (POST /incident).
# The write replaces the object, so everything that is not ours stays exactly as it was, version included.
# Ours: rawJSON, labels whose type begins with soarbridge, and the external key when the field is still empty. Name, details and severity
# are ours for as long as they are what the bridge last wrote, which the label soarbridge-written notes; from the first change by
# somebody else on they are theirs, unless the setting analyst-edits is overwrite. Status, owner and type are always theirs.
# $settings: external-key-field, analyst-edits.
need_object("the loaded incident")
| if (.id | filled) == null or .version == null then error("the loaded incident has no id or no version; sending it back could overwrite or duplicate an incident") else . end
| $input as $case
| ($settings["external-key-field"] // "dbotMirrorId") as $field
| ([.labels | list[] | objects | select(.type == "soarbridge-written") | .value | text | try fromjson catch null | objects][0]) as $before
| ($before == null or $settings["analyst-edits"] == "overwrite") as $all
| written as $now
| ($before // {}) as $last
| (if $all or $last.name == $now.name then {name: ($case | name_out)} else {} end) as $name
| (if $all or $last.details == $now.details then {details: ($case | details_out)} else {} end) as $details
| (if $case.severity.id == 0 or $case.severity.id == 99 or ($all or $last.severity == $now.severity | not) then {}
   else {severity: ($case.severity.id | severity_out)} end) as $level
| . + $name + $details + $level
| (if $case.raw == null then . else .rawJSON = ($case.raw | tojson) end)
| ($now + $last + $name + $level + (if $details == {} then {} else {details: (.details | fingerprint)} end)) as $note
| .labels = ([.labels | list[] | select((objects | own_label) // false | not)] + ($case | labels_out)
    + [{type: "soarbridge-written", value: ($note | tojson)}])
| if $field == "dbotMirrorId" then
    (if (.dbotMirrorId | filled) == null then .dbotMirrorId = $case.uid else . end)
  elif (.CustomFields | obj | .[$field] | filled) == null then .CustomFields = ((.CustomFields | obj) + {($field): $case.uid})
  else . end
