# Shared by the Elastic mappings.

# The alert document: bare, or inside a search hit {_id, _source}. Stops when it is certainly no alert.
def alert:
  need_object("an Elastic Security alert")
  | (if (._source | type) == "object" then ._source else . end)
  | if (field("kibana.alert.rule.name") // field("kibana.alert.uuid") // field("kibana.alert.reason")) != null then .
    else error("expected an Elastic Security alert, but there is none of kibana.alert.rule.name, kibana.alert.uuid and kibana.alert.reason. Send the alert document itself, for example {{{alert}}} of the rule action, or choose another format for this source") end;

# Tables, made once when the file is loaded. Words: Elastic Security detections API; fields: Elastic Common Schema.
{"informational": 1, "low": 2, "medium": 3, "high": 4, "critical": 5} as $severities
| {"open": 1, "acknowledged": 2, "in-progress": 2, "closed": 5} as $statuses
| [
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
] as $ecs
|
