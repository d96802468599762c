# {id, name, url, status, owner} of an incident elsewhere -> body of POST /insights/{id}/related-incidents/.
need_object("a link")
| if (.id | text | filled) == null then error("a link needs the id of the incident") else . end
| {relatedIncidentFields: {id: (.id as $id | (try ($id | tonumber) catch $id)), name: (.name | text | filled // (.id | text)), link: (.url | text | filled // ""), type: "incident",
    status: (.status | text | filled // "Open"), assignee: (.owner | text | filled // "")}}
