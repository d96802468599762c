# Answer of a create, {success, id} -> {remoteId}.
need_object("an answer")
| if (.id | text | filled) == null then error("the answer has no id: \(.message | text // "no reason given" | one_line(300))") else {remoteId: (.id | text)} end
