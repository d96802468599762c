# Comment {uid, author, at, text, origin} -> {comment, mark}: the text as it is written, and what it is known by, null without a uid.
# Comments cannot be changed or deleted there. The mark is percent-encoded, so that no uid can end it early and be taken for another's.
need_object("a comment")
| if (.text | filled) == null then error("the comment has no text") else . end
| (if (.uid | filled) == null then null else "[soarbridge:" + (.uid | text | @uri) + "]" end) as $mark
| {
    comment: ([(.author | text | filled | if . == null then null else one_line(200) + ":" end), .text, $mark] | map(select(. != null)) | join("\n")),
    mark: $mark
  }
