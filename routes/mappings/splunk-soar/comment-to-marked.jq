# Comment {uid, author, text, format} -> {comment, mark}: the text as it is written, and what it is known by, null without a uid.
# Comments are plain text and cannot be changed or deleted there. The last line is the mark, and the comment's own author after it.
need_object("a comment")
| without_nul
| (if .format == "html" then ({text, format} | as_text) else .text end) as $text
| if ($text | filled) == null then error("the comment has no text") else . end
| (if (.uid | filled) == null then null else .uid | mark_out end) as $mark
| ([$mark, (.author | text | filled | if . == null then null else one_line(200) end)] | map(select(. != null)) | join(" ")) as $last
| {comment: ([$text, $last] | map(select(. != "")) | join("\n")), mark: $mark}
