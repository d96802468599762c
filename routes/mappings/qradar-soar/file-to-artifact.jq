# $input: {name, mediaType, comment, artifactType, sha256} -> parts of POST /incidents/{id}/artifacts/files.
if ($input.artifactType | filled) == null then error("a file artifact needs $input.artifactType, such as Log File") else . end
| [ {name: "artifact", mediaType: "application/json", value: {type: {name: $input.artifactType}, value: ($input.name | text // ""), description: file_note}},
    {name: "file", file: true, fileName: ($input.name | text // "file"), mediaType: (($input.mediaType | filled) // "application/octet-stream")} ]
