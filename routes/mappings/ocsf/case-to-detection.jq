# Case -> OCSF 1.8.0 Detection Finding (2004) with the profiles incident and datetime.
# As case-to-finding.jq, but status has the words of this class: on hold becomes Other, closed becomes Resolved. Reading it back
# with event-to-case.jq gives the same case again.
. as $case
| (base_event({uid: 2004, name: "Detection Finding"}; $input)
   + {
       status_id: (.status.id | status_2004),
       status: (if .status.id == 3 then "On Hold" else ({id: (.status.id | status_2004), label: .status.label} | word_of(statuses_2004)) end),
       is_alert: true,
       finding_info: (finding_out + ({desc: .description.text, attacks: (.attacks | map(attack_out))} | without_nulls))
     })
| without_nulls
