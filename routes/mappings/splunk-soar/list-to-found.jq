# Answer of GET /container and $input = {externalKey} -> {remoteId, version, url} of the oldest with exactly this key, or null.
if ($input.externalKey | filled) == null then error("finding a container needs $input.externalKey") else . end
| need_object("a list")
| [.data | list[] | objects | select((.id | text | filled) != null and .source_data_identifier == $input.externalKey)]
| if . == [] then null else sort_by(.id) | .[0] | result end
