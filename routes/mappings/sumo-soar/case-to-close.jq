# Case and $input: {remoteId} -> {method, path, body}. Verdict, reason and notes become lines of the closing note.
# $settings: close-path; none changes the status by update-path, with the id that status-ids has for closed.
need_object("a case")
| remote as $id
| closing_out as $note
| if closes_by_status then
    (5 | id_out($settings["status-ids"]; status_words)) as $closed
    | if $closed == null then error("close-path is none and status-ids has no id for closed; set one of them") else . end
    | {method: "PATCH", path: ($id | at("update-path"; "/incidents/{id}/")), body: {status: $closed, closing_note: $note}}
  else {method: "POST", path: ($id | at("close-path"; "/incidents/{id}/close/")), body: {closing_note: $note}} end
