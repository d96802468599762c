# Answer of GET /incidents/{id}/attachments and $input = {name, sha256} -> {remoteId, version, url} of the same file, or null.
# The description carries the hash, since the list of the server has none.
file_mark as $mark
| [list[] | objects | select((.id | filled) != null and .name == $input.name and (.description | area_in // "" | contains($mark)))]
| if . == [] then null else .[0] | result end
