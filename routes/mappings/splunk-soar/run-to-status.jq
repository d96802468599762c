# Playbook run (GET /playbook_run/{id}) -> {runId, state, ended, message}. The message is a text that holds JSON, in which the words are.
def said: (try fromjson catch null) as $inner
  | if ($inner | type) == "object" then (($inner.message // $inner.error // $inner.reason) | if type == "string" then . elif . == null then null else tojson end) // ($inner | if . == {} then null else tojson end)
    elif ($inner | type) == "string" then $inner
    else . end;

need_object("a playbook run")
| if (.id | text | filled) == null then error("the answer has no id, so it is no playbook run") else . end
| (.status | text // "" | ascii_downcase) as $status
| (if ["pending", "running", "success", "failed", "cancelled"] | index($status) != null then $status
    elif (.cancelled | text | filled) != null then "cancelled" else "running" end) as $state
| {
    runId: (.id | text),
    state: $state,
    ended: (["success", "failed", "cancelled"] | index($state) != null),
    message: ((.message | if type == "string" then said elif . == null then null else tojson end) | filled | if . == null then null else abbreviate(2000) end)
  }
