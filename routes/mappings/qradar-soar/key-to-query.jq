# $input: {externalKey, since, fields} -> body of POST /incidents/query_paged: by the key's field, or where the organization lacks it all
# incidents made since then, whose descriptions are looked through (query-to-found.jq). $settings: external-key-field.
if ($input.externalKey | filled) == null then error("finding an incident needs $input.externalKey") else . end
| (if has_key_field($input.fields) then {field_name: ("properties." + key_field), method: "equals", value: $input.externalKey}
   elif ($input.since | instant_to_ms) == null then error("looking through recent incidents needs $input.since")
   else {field_name: "create_date", method: "gte", value: ($input.since | instant_to_ms)} end) as $condition
| {filters: [{conditions: [$condition]}], sorts: [{field_name: "create_date", type: "asc"}], start: 0, length: 100}
