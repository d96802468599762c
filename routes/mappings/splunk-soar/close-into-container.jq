# Container as read and $input = Case -> body of POST /container/{id} that closes it. $variables: {statuses}.
# The API has no field for a reason: reason, notes and verdict are kept in data.
need_object("the container")
| ($input | without_nul) as $case
| (($case.status.id | if . == 4 or . == 5 then . else 5 end) | status_out($variables.statuses | obj)) as $status
| kept as $kept
| {
    status: $status,
    data: ((.data | obj) + {
      soarbridge: ($kept + {
        uid: ($kept.uid // $case.uid),
        status: ($case.status | if .id == 4 or .id == 5 then . else {id: 5, label: .label} end),
        verdict: $case.verdict,
        closeReason: $case.closeReason,
        closeNotes: $case.closeNotes,
        closedAt: $case.closedAt,
        wrote: (($kept.wrote | obj) + {status: $status})
      })
    })
  }
