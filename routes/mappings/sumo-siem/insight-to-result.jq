# Answer of a change and $input: {remoteId} -> {remoteId, version, url}.
result
