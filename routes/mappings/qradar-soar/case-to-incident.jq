# Case and $input = {fields, organization} -> body of POST /incidents. fields: /types/incident/fields; organization: /orgs/{org}.
# Only name and discovered_date are required; without a time of the source's 0 is sent, which the server takes.
# $settings: external-key-field, incident-type, severity-names.
need_object("a case")
| if (.uid | filled) == null then error("a case needs the field uid") else . end
| . as $case
| $input.fields as $fields
| severity_name(.severity | obj | .id // 0) as $severity
| ((.type | filled) as $own | if $own != null and has_option($fields; "incident_type_ids"; $own) then $own else $settings["incident-type"] | filled end) as $type
| ([$case.custom | obj | to_entries[] | select((.value | filled) != null) | select(field_of($fields; .key) | .prefix == "properties" and .input_type == "text")
    | {key: .key, value: (.value | text)}] | from_entries) as $custom
| {
    name: name_out,
    description: description_out,
    discovered_date: ((.createdAt | instant_to_ms) // (.updatedAt | instant_to_ms) // 0)
  }
| if $severity == null then . else .severity_code = {id: option_id($fields; "severity_code"; $severity)} end
| if $type == null then . else .incident_type_ids = [{id: option_id($fields; "incident_type_ids"; $type)}] end
| .properties = ($custom + (if has_key_field($fields) then {(key_field): $case.uid} else {} end))
| .artifacts = [$case.observables | list[] | objects | select((.value | filled) != null and artifact_type($input.organization) != null)
    | artifact_out($input.organization)][:500]
