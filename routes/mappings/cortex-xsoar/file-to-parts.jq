# $input: {name, mediaType, comment} -> the parts of POST /entry/upload/{id}, in the order of the vendor's Python client.
if ($input.name | filled) == null then error("an attachment needs $input.name") else . end
| [ {name: "fileName", value: ($input.name | text)},
    {name: "fileComment", value: ($input.comment | text // "")},
    {name: "file", file: true, fileName: ($input.name | text), mediaType: (($input.mediaType | filled) // "application/octet-stream")} ]
