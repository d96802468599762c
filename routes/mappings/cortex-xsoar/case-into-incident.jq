# Incident as loaded (GET /incident/load/{id}) and $input = Case -> the whole incident to send back (POST /incident).
# The write replaces the object, so everything that is not ours stays exactly as it was, version included.
# Ours: name, details, severity (when the case knows one), rawJSON, labels whose type begins with soarbridge, and the external key
# when the field is still empty. Status, owner and type belong to the people who work on the incident.
# $settings: external-key-field.
need_object("the loaded incident")
| if (.id | filled) == null or .version == null then error("the loaded incident has no id or no version; sending it back could overwrite or duplicate an incident") else . end
| $input as $case
| ($settings["external-key-field"] // "dbotMirrorId") as $field
| .name = ($case | name_out)
| .details = ($case | details_out)
| (if $case.severity.id == 0 or $case.severity.id == 99 then . else .severity = ($case.severity.id | severity_out) end)
| (if $case.raw == null then . else .rawJSON = ($case.raw | tojson) end)
| .labels = ([.labels | list[] | select((objects | own_label) // false | not)] + ($case | labels_out))
| if $field == "dbotMirrorId" then
    (if (.dbotMirrorId | filled) == null then .dbotMirrorId = $case.uid else . end)
  elif (.CustomFields | obj | .[$field] | filled) == null then .CustomFields = ((.CustomFields | obj) + {($field): $case.uid})
  else . end
