# $input: {externalKey, since, fields, closing} -> body of POST /incidents/query_paged: by the key's field, or where the organization lacks it
# all incidents made since then, whose descriptions are looked through (query-to-found.jq). Without since the case to be closed tells from
# when on, a day before it began for clocks that differ. $settings: external-key-field.
if ($input.externalKey | filled) == null then error("finding an incident needs $input.externalKey") else . end
| (($input.since | instant_to_ms)
    // ($input.closing | if type == "object" then [((.createdAt | instant_to_ms) // 0) - 86400000, 0] | max else null end)) as $since
| (if has_key_field($input.fields) then {field_name: ("properties." + key_field), method: "equals", value: $input.externalKey}
   elif $since == null then error("looking through recent incidents needs $input.since")
   else {field_name: "create_date", method: "gte", value: $since} end) as $condition
| {filters: [{conditions: [$condition]}], sorts: [{field_name: "create_date", type: "asc"}], start: 0, length: 100}
