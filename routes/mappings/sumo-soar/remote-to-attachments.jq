# $input: {remoteId} -> {method, path} of the list of its attachments. $settings: attachments-path.
{method: "GET", path: (remote | at("attachments-path"; "/incidents/{id}/attachments/"))}
