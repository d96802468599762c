# Comment {uid, author, at, text, format} -> body of POST /incidents/{id}/notes/. Its mark ends the title; the author is in the title too, as
# the product takes a user's name for created_by.
need_object("a comment")
| if (.text | filled) == null then error("the comment has no text") else . end
| {
    title: ([(.author | text | filled | if . == null then null else one_line(200) end) // "Comment", (.uid | mark_of)] | map(select(. != null)) | join(" ")),
    additional_info: as_html
  }
  + (if (.at | known_instant) == null then {} else {created_on: (.at | known_instant)} end)
