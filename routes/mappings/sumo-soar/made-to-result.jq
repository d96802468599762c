# Answer of a create of a note, an attachment, an alert or an event -> {remoteId}.
need_object("what was made")
| unwrapped
| if (.id | text | filled) == null then error("the answer has no field id") else {remoteId: (.id | text)} end
