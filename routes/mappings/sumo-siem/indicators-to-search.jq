# Indicators -> query of GET /threat-intel-indicators for all of their values. $settings: threat-source-id.
if type != "array" then error("expected an array of indicators") else . end
| {q: ("value:in(" + ([.[] | objects | .value | text | filled | select(. != null) | quoted] | distinct | join(",")) + ")"), limit: 50, offset: 0}
  + (if ($settings["threat-source-id"] | filled) == null then {} else {sourceIds: $settings["threat-source-id"]} end)
