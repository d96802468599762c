# Answer of GET /incidents/{id}/comments and $input.comment = {mark} -> {remoteId, version, url} of the note with the mark, or null.
# Answers to a note are within it; a text may be one, or an object.
($input.comment | obj | .mark | filled) as $mark
| if $mark == null then error("finding a note needs $input.comment.mark") else . end
| [list[] | .. | objects | select((.id | filled) != null and has("text") and (.text | area_in // "" | contains($mark)))]
| if . == [] then null else .[0] | result end
