# Case and $input: {remoteId} -> {method, path, body or form}. $settings: update-method, update-path, version, and those of common.jq.
# A form has texts only: it is what the oldest API takes.
need_object("a case")
| remote as $id
| (if $settings["update-method"] == "put-form" or ($settings["update-method"] != "patch-json" and $settings.version == "legacy-2") then true else false end) as $form
| ($id | at("update-path"; "/incidents/{id}/")) as $path
| (fields_out | if .status != null and (closes_by_status | not) then del(.status) else . end) as $fields
| if $form then {method: "PUT", path: ($path | sub("/$"; "")), form: ($fields | del(.tags) | with_entries(.value |= tostring))}
  else {method: "PATCH", path: $path, body: $fields} end
