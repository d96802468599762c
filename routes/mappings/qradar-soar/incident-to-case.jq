# Incident with names and text objects -> Case. $input: {source, connection, url, artifacts}, all optional; artifacts with names too.
# Times: epoch milliseconds; 0 means none. $settings: external-key-field, severity-names, resolution-names.
need_object("an incident")
| if (.id | filled) == null then error("expected an incident with the field id") else . end
| case_in($input.artifacts)
