# Answer of PATCH /incidents/{id}, a status without the incident, or the incident when there was nothing to change, and $input = {remoteId}
# -> {remoteId, version, url}.
if ($input.remoteId | filled) == null then error("a change needs $input.remoteId") else . end
| {remoteId: ($input.remoteId | text), version: (obj | .vers), url: null}
