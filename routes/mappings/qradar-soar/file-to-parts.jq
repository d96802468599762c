# $input: {name, mediaType, comment, sha256} -> parts of POST /incidents/{id}/attachments.
if ($input.name | filled) == null then error("a file needs a name") else . end
| [ {name: "file", file: true, fileName: ($input.name | text), mediaType: (($input.mediaType | filled) // "application/octet-stream")},
    {name: "description", value: file_note} ]
