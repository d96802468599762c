# OCSF finding -> {id, operation, revision}.
# In: Detection Finding (2004), Incident Finding (2005), deprecated Security Finding (2001).
# id: uid of the (first) finding_info, else metadata.original_event_uid; null when there is neither.
# operation: activity_id 1 create, 2 update, 3 close; anything else is a create (OCSF schema 1.8.0).
# revision: null for a create, else metadata.uid, metadata.sequence or the time of the change, in that order; null when there is none.
need_object("an OCSF finding")
| if .class_uid != null or .finding_info != null or .finding_info_list != null or .finding != null then .
  else error("expected an OCSF finding with class_uid 2004, 2005 or 2001, but there is neither class_uid nor finding_info. Send one finding per request, or choose another format for this source") end
| finding as $finding
| (.metadata | obj) as $meta
| ({"2": "case-update", "3": "case-close"}[.activity_id | tostring] // "case-create") as $operation
| {
    id: ($finding.uid // $meta.original_event_uid | filled),
    operation: $operation,
    revision: (
      if $operation == "case-create" then null
      else $meta.uid // $meta.sequence // ($finding.modified_time_dt | to_instant) // $finding.modified_time
        // ($meta.modified_time_dt | to_instant) // $meta.modified_time // .time | filled end)
  }
