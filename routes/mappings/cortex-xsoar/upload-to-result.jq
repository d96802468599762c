# Answer of POST /entry/upload/{id}, an entry or an array of them -> {remoteId, version, url}; remoteId null when it names none.
[list[] | objects | select((.id | filled) != null)]
| if . == [] then {remoteId: null, version: null, url: null} else .[-1] | result end
