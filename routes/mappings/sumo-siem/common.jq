# Shared by the Cloud SIEM mappings. Statuses are new, inprogress and closed, custom ones apart; severities LOW to CRITICAL.

# Answers stand in an envelope; a webhook of the engine sends the insight bare.
def data_of: if type == "object" and has("data") then .data else . end;

def remote: ($input.remoteId | text | filled) // error("the variable remoteId, the id of the insight, is missing");

# Times have no zone and are UTC.
def time_in: text | if . == null then null else known_instant end;

def address: ($settings["ui-url"] | filled) as $ui | if $ui == null then null else "\($ui | sub("/$"; ""))/sec/insight/\(. | @uri)" end;

def severity_in: {"LOW": 2, "MEDIUM": 3, "HIGH": 4, "CRITICAL": 5}[text // ""] as $id | if . == null then {id: 0, label: null} else {id: ($id // 99), label: (. | text)} end;
def severity_out: [null, "LOW", "LOW", "MEDIUM", "HIGH", "CRITICAL", "CRITICAL"][.];

def status_in: {"new": 1, "inprogress": 2, "closed": 5}[.name | text // ""] // (if (.name | text) == null then 0 else 2 end);
def status_out: [null, "new", "inprogress", "inprogress", "closed", "closed"][.];

def verdict_in: {"false positive": 1, "duplicate": 10, "no action": 3}[ascii_downcase];
def resolution_out: ($settings.resolutions | word_table)[.verdict.id | text // ""] // "Resolved";

def result: data_of | {remoteId: (.id | text | filled // remote), version: null, url: ((.readableId | text | filled) // null | if . == null then null else address end)};

def mark_of: if (. | filled) == null then null else "[soarbridge:" + (. | text | @uri) + "]" end;

def entity_observables:
  [ . | objects
    | ({"_ip": "ip", "_hostname": "hostname", "_username": "user", "_mac": "mac", "_email": "email", "_domain": "domain", "_url": "url", "_hash": "hash",
        "_file": "file-name", "_process": "process"}[.entityType | text // ((.id | text // "") | capture("^(?<t>_[a-z]+)-") | .t)] // "other") as $type
    | (.value // .name | text | filled) as $value
    | select($value != null)
    | $value | observable($type; "entity") ];

def quoted: split("\\") | join("\\\\") | split("\"") | join("\\\"") | "\"" + . + "\"";

# Insight -> Case; what it reads of $input and $settings: see insight-to-case.jq.
def insight_in:
  need_object("an insight")
  | . as $raw
  | if (.id | text | filled) == null then error("expected an insight with the field id") else . end
  | ($input.source // $input.connection // "sumo-siem") as $source
  | (.id | text) as $id
  | (.status | obj | status_in) as $status
  | (.resolution | text | filled) as $resolution
  | ([.tags | list[] | text | filled | select(. != null)]) as $tags
  | {
      uid: "\($source):\($id)",
      source: {connection: $input.connection, name: $source, id: $id, url: ((.readableId | text | filled) | if . == null then null else address end)},
      title: ((.name | text | filled) // (.readableId | text | filled)),
      description: ((.description | text | filled) as $text | if $text == null then null else {text: $text, format: "text"} end),
      severity: (.severity | severity_in),
      status: {id: $status, label: (.status | obj | .displayName | text | filled)},
      verdict: (if $resolution == null or ($resolution | verdict_in) == null then null else {id: ($resolution | verdict_in), label: $resolution} end),
      closeReason: $resolution,
      closeNotes: null,
      closedAt: (.closed | time_in),
      owner: ((.assignee | obj) as $assignee
        | if ($assignee.username | filled) == null then null
          else {kind: (if (.teamAssignedTo | filled) != null then "group" else "user" end), id: $assignee.username,
            email: (if ($assignee.username | contains("@")) then $assignee.username else null end), name: ($assignee.displayName | filled)} end),
      type: null,
      labels: [$tags[] | select(startswith("_mitreAttack") | not)],
      priority: null,
      createdAt: (.created | time_in),
      updatedAt: (.lastUpdated | time_in),
      observables: ([(.entity | entity_observables[]), (.relatedEntities | list[] | entity_observables[])] | distinct_by([.type, .value])),
      attacks: ([$tags[], (.signals | list[] | objects | .tags | list[] | text | select(. != null))] | map(select(startswith("_mitreAttack")) | sub("^[^:]*:"; "")) | attack_ids),
      comments: [],
      attachments: [],
      custom: ({readableId, confidence, source, signals: ([.signals | list[] | objects | {name, ruleId, stage, severity}] | if . == [] then null else . end)}
        | with_entries(select(.value != null))),
      raw: $raw
    };
