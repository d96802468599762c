# Incident as read (numbers, text objects), $input = Case and $variables.fields -> body of PATCH that closes it, or null when it is closed.
# Every field with required: close needs a value: resolution and its summary from the case, others from $settings.close-values unless the
# incident has one. $settings: resolution-names, close-values.
# The typed value of a further field.
def typed($fields; $field; $text):
  if ($field.input_type | text // "" | startswith("select")) then ["id", option_id($fields; $field.name; $text)]
  elif $field.input_type == "textarea" then ["textarea", {format: "text", content: $text}]
  elif $field.input_type == "boolean" then ["boolean", ($text == "true" or $text == "yes")]
  elif $field.input_type == "number" then ["object", ($text | tonumber)]
  else ["text", $text] end;

need_object("the loaded incident")
| if .vers == null then error("the loaded incident has no version") else . end
| . as $now
| $input as $case
| ($variables | obj | .fields) as $fields
| ($settings["close-values"] | word_table) as $values
| [$fields | list[] | objects | select(.required == "close" and .name != "resolution_id" and .name != "resolution_summary")
   | . as $field | select(((if $field.prefix == "properties" then $now.properties | obj else $now end) | .[$field.name]) == null)] as $further
| [$further[] | select($values[.name] == null) | .name] as $missing
| if .plan_status == "C" then null
  elif $missing != [] then error("the organization requires \($missing | join(", ")) to close an incident: set close-values = \($missing[0])=...")
  else
    [ change("resolution_id"; "id"; $now.resolution_id; option_id($fields; "resolution_id"; ($case | resolution_out))),
      change("resolution_summary"; "textarea"; $now.resolution_summary; {format: "text", content: ($case | closing_text | if . == "" then "Closed at the source." else . end)}),
      ($further[] | . as $field | typed($fields; $field; $values[.name]) as $value | change($field.name; $value[0]; null; $value[1])),
      change("plan_status"; "text"; $now.plan_status; "C") ]
    | {version: $now.vers, changes: .}
  end
