# Answer of a change or close, whatever it is, and $input: {remoteId} -> {remoteId, version, url}.
{id: remote} | result
