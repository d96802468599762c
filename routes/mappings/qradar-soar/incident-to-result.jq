# Answer with an id (an incident, a note, an attachment, a task), or a list of one -> {remoteId, version, url}.
if type == "array" then .[0] else . end
| need_object("an answer")
| if (.id | filled) == null then error("the answer has no id") else . end
| result
