# Answer of POST /container_attachment, {succeeded, vault_id or hash, id} -> {remoteId}, which is the vault id, as downloads go by it.
need_object("an answer")
| ((.vault_id | text | filled) // (.hash | text | filled)) as $vault
| if $vault == null then error("the file was not taken: \(.message | text // "no reason given" | one_line(300))") else {remoteId: $vault} end
