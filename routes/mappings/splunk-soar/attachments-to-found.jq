# Answer of GET /container_attachment and $input = {sha1} -> {remoteId} with the vault id, or null when the file is not there yet.
need_object("a list")
| if (.data | list) == [] then null else {remoteId: ($input.sha1 | text | ascii_downcase)} end
