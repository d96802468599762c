# Answer of POST /entry/upload/{id}: the investigation with the new file in its entries, or that entry, alone or in an array -> {remoteId, version, url};
# remoteId null when it names none.
[list[] | objects | if has("entries") then .entries | list[] | objects else . end | select((.id | filled) != null)]
| if . == [] then {remoteId: null, version: null, url: null} else .[-1] | result end
