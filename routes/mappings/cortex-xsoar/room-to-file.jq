# Answer of POST /investigation/{id} and $input = {name, sha256} -> {remoteId, version, url} of the file entry that has this name and
# content already, or null.
need_object("an investigation")
| ($input.sha256 | text // "" | ascii_downcase) as $hash
| [.entries | list[] | objects | select((.id | filled) != null and .file == $input.name
    and (.fileMetadata | obj | .sha256 | text // "" | ascii_downcase) == $hash)]
| if . == [] then null else .[0] | result end
