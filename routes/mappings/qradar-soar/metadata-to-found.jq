# Answer of GET …/attachments/{id}, or of GET …/artifacts/{id} when $input.attachmentId is null -> {name, mediaType} of the file. The name is
# one segment without control characters and marks that turn the direction of writing, the type is printable.
if ($input.attachmentId | filled) != null then need_object("an attachment")
else need_object("an artifact") | .attachment
  | if . == null then error("the artifact \($input.artifactId | text // "") has no attachment, so there is no file to send") else need_object("the attachment of an artifact") end end
| (.name | text // "" | gsub("^.*[/\\\\]"; ""; "s") | gsub("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069]"; "_")) as $name
| (.content_type | text // "") as $type
| {name: (if ($name | filled) == null then "file" else $name end),
   mediaType: (if ($type | test("^[!-~]+/[!-~]+(;[ -~]*)?$")) then $type else "application/octet-stream" end)}
