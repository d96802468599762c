# Indicators -> queries of GET /threat-intel-indicators, one for each. $settings: threat-source-id.
if type != "array" then error("expected an array of indicators") else . end
| [.[] | objects | {value: (.value | text), limit: 50} + (if ($settings["threat-source-id"] | filled) == null then {} else {sourceIds: $settings["threat-source-id"]} end)]
