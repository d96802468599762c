# Elastic Security alert -> Case.
# In: one alert document of the detection engine, bare or as a search hit {_id, _source}; keys dotted ("kibana.alert.severity"),
# nested, or both in one document. $input: {source, id, receivedAt}.
# Times: RFC 3339 in, RFC 3339 UTC out.
# Enums: kibana.alert.severity low|medium|high|critical and kibana.alert.workflow_status open|acknowledged|closed, before 8
# in-progress (Elastic Security detections API). Observables and threat[] (tactic, technique,
# subtechnique ids): Elastic Common Schema fields.

def severities: {"informational": 1, "low": 2, "medium": 3, "high": 4, "critical": 5};
def statuses: {"open": 1, "acknowledged": 2, "in-progress": 2, "closed": 5};

def ecs: [
  ["source.ip", "ip", "source"], ["destination.ip", "ip", "destination"],
  ["client.ip", "ip", "client"], ["server.ip", "ip", "server"],
  ["source.domain", "domain", "source"], ["destination.domain", "domain", "destination"],
  ["host.name", "hostname", "host"], ["host.ip", "ip", "host"], ["host.mac", "mac", "host"],
  ["user.name", "user", "user"], ["user.email", "email", "user"], ["source.user.name", "user", "source"],
  ["destination.user.name", "user", "destination"],
  ["url.full", "url", null], ["url.domain", "domain", null], ["dns.question.name", "domain", "dns"],
  ["file.name", "file-name", "file"], ["file.path", "file-path", "file"],
  ["file.hash.md5", "hash", "file"], ["file.hash.sha1", "hash", "file"], ["file.hash.sha256", "hash", "file"],
  ["file.hash.sha512", "hash", "file"], ["process.hash.md5", "hash", "process"], ["process.hash.sha1", "hash", "process"],
  ["process.hash.sha256", "hash", "process"], ["dll.hash.sha256", "hash", "dll"], ["dll.path", "file-path", "dll"],
  ["process.name", "process", "process"], ["process.executable", "file-path", "process"],
  ["process.command_line", "command-line", "process"],
  ["process.parent.name", "process", "parent-process"],
  ["registry.path", "registry-key", "registry"], ["registry.value", "registry-value", "registry"],
  ["user_agent.original", "user-agent", null], ["vulnerability.id", "cve", null],
  ["email.from.address", "email", "sender"], ["email.to.address", "email", "recipient"]
];

. as $raw
| alert
| (field("kibana.alert.uuid") // ($raw | obj | ._id) | filled) as $id
| (field("kibana.alert.workflow_status") | coded(statuses)) as $status
| (field("kibana.alert.workflow_status_updated_at") | to_instant) as $changed
| [field("kibana.alert.reason"), field("kibana.alert.rule.description") | filled | select(. != null)] as $texts
| {
    uid: "\($input.source // "elastic"):\($input.id // $id)",
    source: {connection: null, name: ($input.source // "elastic"), id: ($input.id // $id), url: (field("kibana.alert.url") | filled)},
    title: (field("kibana.alert.rule.name") // field("kibana.alert.reason") | filled),
    description: (if $texts == [] then null else {text: ($texts | distinct | join("\n\n")), format: "text"} end),
    severity: (field("kibana.alert.severity") | coded(severities)),
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
    observables: (observables_at(ecs) | distinct_observables),
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
