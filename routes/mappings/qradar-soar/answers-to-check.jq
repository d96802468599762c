# $input: {constants, fields, found, probe} -> {detail, version, read, write, warnings}. found: a query for one incident; probe: what came
# of making an incident without a name. $settings: external-key-field, severity-names, resolution-names, close-values.
($input.found | need_object("a query's answer")) as $found
| if $found | has("recordsTotal") | not then error("the answer is no query result: the field recordsTotal is missing. The URL or the path prefix is most likely wrong") else . end
| $input.fields as $fields
| ([$input.probe | list[]][0] | obj | .error | obj | .status) as $status
| (if $status == 403 then false elif $status == 400 then true else null end) as $write
| ($settings["close-values"] | word_table) as $values
| {
    detail: "incidents can be read, \($found.recordsTotal) are visible",
    version: ($input.constants | obj | .server_version | obj | .version | text),
    read: true,
    write: $write,
    warnings: [
      (if $write == false then "The credentials may not make incidents: give the key the permission to create and edit them." else empty end),
      (if has_key_field($fields) then empty
       else "The organization has no custom incident field \(key_field // "(none is set)"). Incidents are found by their description instead, which takes longer; make a text field with this API name." end),
      ($settings["severity-names"] | word_table | to_entries | map(.value) | distinct[] | . as $name | select(has_option($fields; "severity_code"; $name) | not)
        | "severity-names has \($name), which is no severity of the organization."),
      ($settings["resolution-names"] | word_table | to_entries | map(.value) | distinct[] | . as $name | select(has_option($fields; "resolution_id"; $name) | not)
        | "resolution-names has \($name), which is no resolution of the organization."),
      ($fields | list[] | objects | select(.required == "close" and .name != "resolution_id" and .name != "resolution_summary" and $values[.name] == null)
        | "The organization requires \(.name) to close an incident: set it in close-values."),
      ($fields | list[] | objects | select(.required == "always" and ([.name] | inside(["name", "discovered_date", "workspace"]) | not))
        | "The organization requires \(.name) to make an incident, which the bridge fills only from a case's custom field of that name.")
    ]
  }
