# The last page of comments that was read and $input.marked = {mark} -> {remoteId} of the comment with the mark, or null.
# The mark is looked for in the whole row: which column has the text is not published.
($input.marked | obj | .mark | filled) as $mark
| if $mark == null then error("finding a comment needs its mark") else . end
| need_object("a list")
| [.data | list[] | objects | select((.id | text | filled) != null and has_text($mark))]
| if . == [] then null else {remoteId: (.[-1].id | text)} end
