# $input: {remoteId, sha1, name} -> query of GET /container_attachment for this file at this container.
# A vault id is the SHA-1 of the content.
if ($input.sha1 | filled) == null then error("adding a file needs the SHA-1 of its content") else . end
| {
    _filter_container: (need_remote | python),
    _filter_vault_document__hash: ($input.sha1 | text | ascii_downcase | python),
    _filter_name: (($input.name | filled) // "file" | python),
    sort: "id",
    order: "asc",
    page: 0,
    page_size: 1
  }
