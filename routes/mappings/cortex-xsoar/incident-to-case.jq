# Incident (GET /incident/load/{id}, or an element of a search) -> Case.
# $input: {source, connection, url}, all optional. $settings: external-key-field.
# Times: RFC 3339 with up to nanoseconds; year 1 and 1970-01-01 mean none. Lists are null when empty.
# uid is the bridge's key when the incident carries one, else <source>:<id>. "Resolved" is the stock reason of any closing and is no
# verdict. Severity 0, 0.5, 1-4 and status 0-3: see common.jq.
def close_verdict: {"false positive": 1, "duplicate": 10}[ascii_downcase];

need_object("an incident")
| if (.id | filled) == null then error("expected an incident with the field id") else . end
| ($input.source // $input.connection // "cortex-xsoar") as $source
| (.id | text) as $id
| ({"0": [1, "Pending"], "1": [2, "Active"], "2": [5, "Done"], "3": [5, "Archive"]}[.status | text // "0"] // [99, null]) as $status
| (.closeReason | filled) as $reason
| {
    uid: (key_of($settings["external-key-field"] // "dbotMirrorId") // "\($source):\($id)"),
    source: {connection: $input.connection, name: $source, id: $id, url: $input.url},
    title: (.name | filled),
    description: ((.details | filled) as $details | if $details == null then null else {text: $details, format: "text"} end),
    severity: (.severity | severity_in),
    status: {id: $status[0], label: $status[1]},
    verdict: (if $status[0] != 5 or $reason == null or ($reason | close_verdict) == null then null
      else {id: ($reason | close_verdict), label: $reason} end),
    closeReason: $reason,
    closeNotes: (.closeNotes | filled),
    closedAt: (.closed | known_instant),
    owner: ((.owner | filled) as $owner | if $owner == null then null else {kind: "user", id: $owner, email: null, name: null} end),
    type: (.type | filled),
    labels: ([.labels | list[] | objects | select(.type == "soarbridge-tag") | .value | filled | select(. != null)] | distinct),
    priority: null,
    createdAt: (.occurred // .created | known_instant),
    updatedAt: (.modified | known_instant),
    observables: [],
    attacks: ([.labels | list[] | objects | select(.type == "soarbridge-attack") | .value] | attack_ids),
    comments: [],
    attachments: [.attachment | list[] | objects
      | {uid: (.path | filled), name: (.name | filled), mediaType: (.type | filled), size: null, sha256: null}],
    custom: (.CustomFields | obj),
    raw: .
  }
