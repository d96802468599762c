# $input: {name, mediaType, comment, sha1} -> parts of the form for POST /incidents/{id}/attachments/. reference is what the vendor's scripts send.
[
  {name: "file_name", value: ($input.name | text | filled // "file")},
  {name: "additional_info", value: ([$input.comment | text | filled, ($input.sha1 | mark_of)] | map(select(. != null)) | join(" "))},
  {name: "reference", value: "00"},
  {name: "attachment", file: true, fileName: ($input.name | text | filled // "file"), mediaType: ($input.mediaType | text | filled // "application/octet-stream")}
]
