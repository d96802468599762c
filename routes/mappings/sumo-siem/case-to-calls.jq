# Case and $input: {remoteId, insight}, the latter as it is now -> calls that change what differs: severity, status, owner, labels.
# A closed case is left to case-close. Labels are only added: others may have set what is not ours.
need_object("a case")
| remote as $id
| ($input.insight | data_of | obj) as $now
| "/insights/\($id | @uri)" as $path
| (.severity.id | severity_out) as $severity
| (.status.id | status_out) as $status
| [$now.tags | list[] | text] as $tags
| [
    (if $severity != null and $severity != $now.severity then {method: "PUT", path: "\($path)/severity", body: {severity: $severity}} else empty end),
    (if $status != null and $status != "closed" and $status != $now.status.name then {method: "PUT", path: "\($path)/status", body: {status: $status}} else empty end),
    ((.owner | obj | .email // .id | text | filled) as $owner
      | if $owner != null and $owner != ($now.assignee | obj | .username)
        then {method: "PUT", path: "\($path)/assignee", body: {assignee: {type: (if .owner.kind == "group" then "TEAM" else "USER" end), value: $owner}}} else empty end),
    (.labels[] | one_line(200) | select(. != "") | . as $tag | select(($tags | index($tag)) == null) | {method: "POST", path: "\($path)/tags", body: {tagName: $tag}})
  ]
