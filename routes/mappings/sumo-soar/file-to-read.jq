# $input: {remoteId, attachmentId} -> {method, path} of the attachment's content. $settings: attachments-path.
($input.attachmentId | text | filled // error("the variable attachmentId is missing")) as $file
| {method: "GET", path: ((remote | at("attachments-path"; "/incidents/{id}/attachments/")) + ($file | @uri) + "/")}
