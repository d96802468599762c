# $input: {remoteId} -> {method, path} of the list of its entities. $settings: incident-entities-path.
{method: "GET", path: (remote | at("incident-entities-path"; "/incidents/{id}/entities/"))}
