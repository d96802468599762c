# Elastic Security alert -> {id, operation, revision}.
# In: see event-to-case.jq. id: kibana.alert.uuid, which equals the hit's _id; null when there is neither.
# operation: kibana.alert.workflow_status closed -> case-close, acknowledged (before 8: in-progress) -> case-update, else case-create.
# revision: null for a create, else "<status> <time of the change>".
# Source of the words: Elastic Security detections API (set alert status).
(obj | ._id) as $hit
| alert
| (field("kibana.alert.workflow_status") | text // "open") as $status
| ({"closed": "case-close", "acknowledged": "case-update", "in-progress": "case-update"}[$status] // "case-create") as $operation
| {
    id: (field("kibana.alert.uuid") // $hit // ._id | filled),
    operation: $operation,
    revision: (
      if $operation == "case-create" then null
      else "\($status) \(field("kibana.alert.workflow_status_updated_at") // field("kibana.alert.last_detected") | to_instant // "")" end)
  }
