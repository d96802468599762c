# Case as posted by a sender -> {id, operation, revision}.
# In: see event-to-case.jq. id: source.id, else uid; null when there is neither.
# operation: status.id 4 (resolved) or 5 (closed) -> case-close; updatedAt later than createdAt -> case-update; else case-create.
# revision: null for a create, else updatedAt or closedAt; null there too when neither is given.
need_object("a case")
| ((.status | objects | .id) // 0) as $status
| (.createdAt | to_instant) as $created
| (.updatedAt | to_instant) as $updated
| (if $status == 4 or $status == 5 then "case-close"
   elif $updated != null and $updated != $created then "case-update"
   else "case-create" end) as $operation
| {
    id: ((.source | objects | .id) // .uid | filled),
    operation: $operation,
    revision: (if $operation == "case-create" then null else ($updated // (.closedAt | to_instant)) end)
  }
