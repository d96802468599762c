# Answer of POST /insights/{id}/comments -> {remoteId}.
data_of
| need_object("a comment")
| if (.id | text | filled) == null then error("the answer has no field id") else {remoteId: (.id | text)} end
