# $input: {remoteId} -> {method, path} of the list of its notes. $settings: notes-path.
{method: "GET", path: (remote | at("notes-path"; "/incidents/{id}/notes/"))}
