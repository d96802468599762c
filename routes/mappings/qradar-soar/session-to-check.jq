# $input = {constants, fields} and the answer of a query for one incident -> {detail, version, read, write, warnings}.
# What a key may write is not told. $settings: external-key-field, severity-names, resolution-names, close-values.
need_object("a query's answer")
| if has("recordsTotal") | not then error("the answer is no query result: the field recordsTotal is missing. The URL or the path prefix is most likely wrong") else . end
| $input.fields as $fields
| ($settings["close-values"] | pairs) as $values
| {
    detail: "incidents can be read, \(.recordsTotal) are visible",
    version: ($input.constants | obj | .server_version | obj | .version | text),
    read: true,
    write: null,
    warnings: [
      (if has_key_field($fields) then empty
       else "The organization has no custom incident field \(key_field // "(none is set)"). Incidents are found by their description instead, which takes longer; make a text field with this API name." end),
      ($settings["severity-names"] | pairs | to_entries | map(.value) | distinct[] | . as $name | select(has_option($fields; "severity_code"; $name) | not)
        | "severity-names has \($name), which is no severity of the organization."),
      ($settings["resolution-names"] | pairs | to_entries | map(.value) | distinct[] | . as $name | select(has_option($fields; "resolution_id"; $name) | not)
        | "resolution-names has \($name), which is no resolution of the organization."),
      ($fields | list[] | objects | select(.required == "close" and .name != "resolution_id" and .name != "resolution_summary" and $values[.name | ascii_downcase] == null)
        | "The organization requires \(.name) to close an incident: set it in close-values."),
      ($fields | list[] | objects | select(.required == "always" and ([.name] | inside(["name", "discovered_date", "workspace"]) | not))
        | "The organization requires \(.name) to make an incident, which the bridge fills only from a case's custom field of that name.")
    ]
  }
