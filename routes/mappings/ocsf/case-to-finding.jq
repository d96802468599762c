# Case -> OCSF 1.8.0 Incident Finding (2005), profiles incident and datetime.
# $input: {operation, receivedAt}, both optional; without operation the activity follows from status and times.
# Times: epoch milliseconds, with the full precision beside them in *_dt. An unassigned case gets assignee_group "unassigned", since
# the class wants one of assignee and assignee_group. What OCSF has no place for is in unmapped.soarbridge; event-to-case.jq reads
# it back, so that nothing is lost on the way.
. as $case
| (base_event({uid: 2005, name: "Incident Finding"}; $input)
   + {
       status_id: .status.id, status: (.status | word_of(statuses_2005)),
       desc: .description.text,
       finding_info_list: [finding_out],
       attacks: (.attacks | map(attack_out))
     })
| without_nulls
