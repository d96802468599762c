# Answer of a write, {success, id}, or of a create that was there already, {existing_container_id}, or a container -> {remoteId, version, url}.
# version and url are null: containers are written without a version, and the API does not tell the address of the web page.
need_object("an answer")
| if (.existing_container_id | text | filled) != null then {id: .existing_container_id} else . end
| if (.id | text | filled) == null then error("the answer has no id: \(.message | text // "no reason given" | one_line(300))") else result end
