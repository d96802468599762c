# Answer of any request and $request -> the rows of a search when pages were asked for, else null, which leaves the answer as it is.
if $request.pages == null then null
elif type == "array" then .
elif type == "object" then ([.data, .iocObjects, .playbooks, .entries, .evidences, .audits | select(. != null)][0] | list)
else []
end
