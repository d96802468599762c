# Attachments of an incident, null when they cannot be listed, and $input: {sha1, name} -> {remoteId} of the one with this content and name, or {}.
($input.sha1 | mark_of) as $mark
| [rows_of[] | objects | unwrapped
    | select($mark != null and ((.description // .additional_info) | text // "" | contains($mark)) and (.file_name | text) == ($input.name | text))
    | .id | text | filled | select(. != null)]
| if . == [] then {} else {remoteId: .[0]} end
