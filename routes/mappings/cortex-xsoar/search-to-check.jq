# Answer of POST /incidents/search -> {ok, detail}.
if type == "object" and has("total") then {ok: true, detail: "incidents can be read, \(.total) are visible"}
else error("the answer is no search result: the field total is missing. The URL or the path prefix is most likely wrong") end
