# Comment {uid, text, format} -> {text, format, mark}, mark being what its entry is known by, null for a comment without a uid.
# Percent-encoded, so that no uid can end a mark early and be taken for another's.
need_object("a comment")
| safe_html
| {
    text: .text,
    format: .format,
    mark: (if (.uid | filled) == null then null else "[soarbridge:" + (.uid | text | @uri) + "]" end)
  }
