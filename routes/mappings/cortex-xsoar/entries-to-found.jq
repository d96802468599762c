# Answer of POST /investigation/{id} and $input.comment = {mark} -> {remoteId, version, url} of the first entry with the mark, or null.
# entries may be null; contents may be a text or an object.
($input.comment | obj | .mark | filled) as $mark
| if $mark == null then error("finding a comment needs $input.comment.mark") else . end
| need_object("an investigation")
| [.entries | list[] | objects | select((.id | filled) != null and (.contents | tostring | contains($mark)))]
| if . == [] then null else .[0] | result end
