# Rows of a search and $input: {externalKey} -> {remoteId, version, url} of the oldest that has exactly this key, or null.
if ($input.externalKey | filled) == null then error("finding an incident needs the variable externalKey") else . end
| [.[] | objects | unwrapped | select((.[key_field] | text) == $input.externalKey and (.id | text | filled) != null)]
| if . == [] then null else sort_by(.id) | .[0] | result end
