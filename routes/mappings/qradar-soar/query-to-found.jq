# Answer of POST /incidents/query_paged and $input = {externalKey} -> {remoteId, version, url, open} of the incident with exactly this
# key, or null. How the server compares texts is not published, so the key is compared here. Among several the oldest counts.
if ($input.externalKey | filled) == null then error("finding an incident needs $input.externalKey") else . end
| need_object("a query's answer")
| [.data | list[] | objects | select((.id | filled) != null and key_of == $input.externalKey)]
| sort_by([(.create_date // 0), .id])
| if . == [] then null else .[0] | result + {open: (.plan_status != "C")} end
