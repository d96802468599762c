# Elastic Security alert -> Case.
# In: one alert document of the detection engine, bare or as a search hit {_id, _source}; keys dotted ("kibana.alert.severity"),
# nested, or both in one document. $input: {source, id, receivedAt}.
# Times: RFC 3339 in, RFC 3339 UTC out.
# Enums: kibana.alert.severity low|medium|high|critical and kibana.alert.workflow_status open|acknowledged|closed, before 8
# in-progress (Elastic Security detections API). Observables and threat[] (tactic, technique,
# subtechnique ids): Elastic Common Schema fields.

. as $raw
| alert
| (field("kibana.alert.uuid") // ($raw | obj | ._id) | filled) as $id
| (field("kibana.alert.workflow_status") | coded($statuses)) as $status
| (field("kibana.alert.workflow_status_updated_at") | to_instant) as $changed
| [field("kibana.alert.reason"), field("kibana.alert.rule.description") | filled | select(. != null)] as $texts
| {
    uid: "\($input.source // "elastic"):\($input.id // $id)",
    source: {connection: null, name: ($input.source // "elastic"), id: ($input.id // $id), url: (field("kibana.alert.url") | filled)},
    title: (field("kibana.alert.rule.name") // field("kibana.alert.reason") | filled),
    description: (if $texts == [] then null else {text: ($texts | distinct | join("\n\n")), format: "text"} end),
    severity: (field("kibana.alert.severity") | coded($severities)),
    status: $status,
    verdict: null,
    closeReason: null,
    closeNotes: null,
    closedAt: (if $status.id == 5 then $changed else null end),
    owner: (field("kibana.alert.workflow_assignee_ids") | list[0] | filled
      | if . == null then null else {kind: "user", id: ., email: null, name: null} end),
    type: (field("kibana.alert.rule.category") // field("kibana.alert.rule.type") | filled),
    labels: ([field("kibana.alert.rule.tags"), field("kibana.alert.workflow_tags") | list[] | filled | select(. != null)] | distinct),
    priority: null,
    createdAt: (field("@timestamp") // field("kibana.alert.start") // field("kibana.alert.original_time") // $input.receivedAt | to_instant),
    updatedAt: ($changed // (field("kibana.alert.last_detected") | to_instant)),
    observables: (observables_at($ecs) | distinct_observables),
    attacks: ([field("threat"), field("kibana.alert.rule.threat"), field("kibana.alert.rule.parameters.threat")] | attack_ids),
    comments: [],
    attachments: [],
    custom: {
      risk_score: field("kibana.alert.risk_score"),
      rule_uuid: field("kibana.alert.rule.uuid"),
      original_time: (field("kibana.alert.original_time") | to_instant),
      spaces: (field("kibana.space_ids") | list)
    },
    raw: $raw
  }
