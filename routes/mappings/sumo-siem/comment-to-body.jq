# Comment {uid, author, at, text, format} -> body of POST /insights/{id}/comments.
need_object("a comment")
| if (.text | filled) == null then error("the comment has no text") else . end
| {body: ([(.author | text | filled | if . == null then null else one_line(200) + ":" end), (if .format == "html" then (.text | html_to_text) else .text end), (.uid | mark_of)] | map(select(. != null)) | join("\n"))}
