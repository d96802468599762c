# Answer of POST /incidents/search and $input = {externalKey} -> {remoteId, version, url, open} of the incident with exactly this key, or null.
# The search of the server is not exact, so label "soarbridge" or the external key field is compared here. Among several the oldest
# counts (created, then the number of the id). data may be null. $settings: external-key-field.
($settings["external-key-field"] // "dbotMirrorId") as $field
| if ($input.externalKey | filled) == null then error("finding an incident needs $input.externalKey") else . end
| need_object("a search answer")
| [.data | list[] | objects | select((.id | filled) != null and key_of($field) == $input.externalKey)]
| sort_by([(.created | instant_to_ms) // 0, (.id | text | length), (.id | text)])
| if . == [] then null else .[0] | result + {open: ((.status | text // "0") | . == "0" or . == "1")} end
