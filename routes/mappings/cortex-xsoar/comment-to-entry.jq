# Comment {text, format, mark}, mark being optional -> body of POST /entry/formatted. $input: {remoteId}, which is also the id of the investigation.
# Not POST /entry: there a text that begins with an exclamation mark runs a command.
if ($input.remoteId | filled) == null then error("adding a comment needs $input.remoteId, the id of the incident") else . end
| if (.text | filled) == null then error("the comment has no text") else . end
| {
    investigationId: ($input.remoteId | text),
    format: ({"markdown": "markdown", "html": "html"}[.format | text // ""] // "text"),
    contents: ([.text, (.mark | filled | select(. != null))] | join("\n\n"))
  }
