# {text, mark} -> body of POST /incidents/{id}/comments. Sent as a text, so that nothing of the source's is taken for HTML.
need_object("a comment")
| if (.text | filled) == null then error("a comment needs a text") else . end
| {text: {format: "text", content: (.text + (if (.mark | filled) == null then "" else "\n" + .mark end))}}
