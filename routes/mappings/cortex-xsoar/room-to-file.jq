# Answer of POST /investigation/{id} and $input = {name, sha256} -> {remoteId, version, url} of the file entry that has this name and
# content already, or null. Without a hash the file is an empty one, of which Camel makes none.
need_object("an investigation")
| (($input.sha256 | filled) // "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" | ascii_downcase) as $hash
| [.entries | list[] | objects | select((.id | filled) != null and .file == $input.name
    and (.fileMetadata | obj | .sha256 | text // "" | ascii_downcase) == $hash)]
| if . == [] then null else .[0] | result end
