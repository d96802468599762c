# {text, format} and $input.remoteId -> body of POST /entry/note without an id, which makes a note of the text.
need_object("a note")
| if ($input.remoteId | filled) == null then error("adding a note needs $input.remoteId, the id of the incident") else . end
| if (.text | filled) == null then error("the note has no text") else . end
| {id: "", version: 0, investigationId: ($input.remoteId | text), data: (.text | text), markdown: (.format == "markdown"), args: null}
