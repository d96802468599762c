# Comment {uid, text, format} -> {text, mark}, mark being what its note is known by, null for a comment without a uid.
need_object("a comment")
| (.text | text // "") as $text
| {
    text: (if .format == "html" then as_text // "" else $text end),
    mark: (if (.uid | filled) == null then null else uid_mark end)
  }
