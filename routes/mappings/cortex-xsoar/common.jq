# Shared by the Cortex XSOAR mappings. Numbers: CommonServerPython (IncidentStatus, IncidentSeverity) and the XSOAR 8 API page
# "Create or update an incident"; severity is a double with 0.5 for informational, status at most 2 on write.

# OCSF severity_id -> XSOAR. Fatal has no number of its own; other counts as unknown.
def severity_out: [0, 0.5, 1, 2, 3, 4, 4][.] // 0;

# XSOAR severity -> {id, label}.
def severity_in:
  {"0": [0, "Unknown"], "0.5": [1, "Informational"], "1": [2, "Low"], "2": [3, "Medium"], "3": [4, "High"], "4": [5, "Critical"]}[text // "0"]
  // [99, null] | {id: .[0], label: .[1]};

# OCSF status_id of 2005 -> XSOAR 0 pending, 1 active, 2 closed.
def status_out: [0, 0, 1, 1, 2, 2][.] // 0;

# verdict -> one of the stock close reasons.
def close_reason_out:
  .verdict.id as $id
  | if $id == 1 then "False Positive" elif $id == 10 then "Duplicate" elif $id == null or $id == 0 or $id == 2 or $id == 8 then "Resolved"
    else "Other" end;

# Labels that the bridge owns; all have a type that begins with soarbridge.
def labels_out:
  [ {type: "soarbridge", value: .uid},
    {type: "soarbridge-source", value: .source.name},
    {type: "soarbridge-source-id", value: .source.id},
    {type: "soarbridge-source-url", value: .source.url},
    {type: "soarbridge-source-type", value: .type},
    {type: "soarbridge-source-severity", value: .severity.label},
    {type: "soarbridge-verdict", value: (.verdict | obj | if (.id // 0) == 0 then null else {id, label} | tojson end)},
    (.labels[] | {type: "soarbridge-tag", value: .}),
    (.attacks[] | {type: "soarbridge-attack", value: .}),
    (.observables[:200][] | {type: "soarbridge-observable", value: tojson}) ]
  | map(select((.value | filled) != null));

# What tells a text from another one without keeping it: its length, and a number made of its characters, of long texts at both ends only.
def fingerprint:
  (text // "") | length as $n
  | [$n, (if $n <= 4096 then . else .[:2048] + .[-2048:] end | reduce explode[] as $one (7; (. * 31 + $one) % 1000000007))];

# What of an incident the bridge wrote, for the next update to tell our words from an analyst's. Kept in a label.
def written: {name: .name, severity: .severity, details: (.details | fingerprint)};

def written_label: {type: "soarbridge-written", value: (written | tojson)};

def own_label: .type == "soarbridge" or (.type | text // "" | startswith("soarbridge-"));

def name_out: (.title | filled) // .uid | one_line(512);

# Description, then what was seen, one line each, at most fifty.
def details_out:
  (.observables | length) as $count
  | [ (.description | as_text // empty | select(. != "")),
      (if $count == 0 then empty else
        (["Observables:"]
         + (.observables[:50] | map("- \(.type) \(.value | one_line(300))" + (if .role == null then "" else " (\(.role | one_line(60)))" end)))
         + (if $count > 50 then ["and \($count - 50) more, see rawJSON"] else [] end)
         | join("\n")) end) ]
  | join("\n\n");

# The bridge's key of an incident: our label, else the agreed field.
def key_of($field):
  ([.labels | list[] | objects | select(.type == "soarbridge") | .value][0] // (if $field == "dbotMirrorId" then .dbotMirrorId else (.CustomFields | obj | .[$field]) end))
  | filled;

def result: {remoteId: (.id | text), version: .version, url: null};

# Rows of POST /incidents/search; data is null when there are none.
def rows: [.data | list[] | objects | select((.id | filled) != null)];

# The ids that a watermark of case-changes remembers: {from: RFC 3339 or null, seen: {id: [version, epoch ms]}}.
def watermark:
  (text // "") as $text
  | if $text == "" then {from: null, seen: {}}
    elif $text | startswith("{") then ($text | fromjson)
    else {from: ($text | to_instant), seen: {}}
    end;

# The watermark of {since, from}: from counts while there is no watermark yet.
def since_mark:
  if (.since | filled) == null and (.from | filled) != null then {from: (.from | to_instant), seen: {}} else (.since | watermark) end;

# A value that stays one value inside a query.
def quoted: "\"" + (text // "" | gsub("\\\\"; "\\\\") | gsub("\""; "\\\"")) + "\"";

# Type of an observable or indicator -> the tenant's stock indicator type (FeedIndicatorType of CommonServerPython); null for none.
def indicator_type:
  (.value | text // "") as $value
  | if .type == "ip" then (if $value | contains(":") then "IPv6" else "IP" end)
    elif .type == "subnet" then (if $value | contains(":") then "IPv6CIDR" else "CIDR" end)
    else {"domain": "Domain", "hostname": "Host", "url": "URL", "email": "Email", "user": "Account", "hash": "File", "cve": "CVE",
          "registry-key": "Registry Key"}[.type | text // ""]
    end;

def no_type: {type: .type, value: .value, reason: "the system has no type of indicator for \(.type)"};

# A playbook's run; the API knows one run of an incident at a time, by its playbook and start.
def run_id: "\(.playbookId | text // "")@\(.startDate | text // "")";

# Marks of comments are percent-encoded; what is no ASCII stays so.
def hex: explode | map(if . >= 97 then . - 87 elif . >= 65 then . - 55 else . - 48 end) | .[0] * 16 + .[1];
def unmarked:
  split("%") as $parts
  | [$parts[0], ($parts[1:][] | if test("^[0-7][0-9A-Fa-f]") then ([.[:2] | hex] | implode) + .[2:] else "%" + . end)]
  | join("");

def mark_parts: (text // "") | capture("(?s)^(?<text>.*?)\\s*\\[soarbridge:(?<mark>[^\\]\\s]+)\\]\\s*$");

# A chat or note of the War Room -> a comment of a Case.
def comment_of($where):
  (.contents | if type == "string" then . else tojson end) as $contents
  | ([$contents | mark_parts][0] // {text: $contents, mark: null}) as $parts
  | {
      uid: (if $parts.mark == null then "\($where):\(.id)" else ($parts.mark | unmarked) end),
      author: (.user | filled),
      at: (.created | known_instant),
      text: $parts.text,
      format: ({"markdown": "markdown", "html": "html"}[.format | text // ""] // "text"),
      visibility: "internal",
      origin: null
    };

def attachment_of:
  (.fileMetadata | obj) as $about
  | {
      uid: (.id | filled),
      name: (.file | filled),
      mediaType: ($about.type | filled),
      size: ($about.size | numbers // null),
      sha256: ($about.sha256 | filled | if . == null then null else ascii_downcase | if test("^[0-9a-f]{64}$") then . else null end end)
    };

# What details_out made of a description, without the list of observables that it added; null for nothing.
def description_in:
  (text // "") as $details
  | ("\n\n" + $details | split("\n\nObservables:\n")) as $parts
  | (if ($parts | length) > 1 and ($parts[-1] | split("\n") | all(.[]; startswith("- ") or startswith("and ")))
     then $parts[:-1] | join("\n\nObservables:\n") | .[2:] else $details end)
  | if . == "" then null else . end;

def close_verdict: {"false positive": 1, "duplicate": 10}[ascii_downcase];

# Incident -> {reason, notes, verdict}. The source's own, from the last line of the notes, counts while the reason of the close is still the one
# that was chosen for it; before the close the verdict is a label.
def closing_of($closed):
  (.closeReason | filled) as $stock
  | (.closeNotes | closing_parts) as $own
  | if $closed | not then
      {reason: $stock, notes: $own.notes,
       verdict: ([.labels | list[] | objects | select(.type == "soarbridge-verdict") | .value | text | try fromjson catch null | objects][0])}
    elif ($own.reason != null or $own.verdict != null) and ($own | close_reason_out) == $stock then
      {reason: ($own.reason // $stock), notes: $own.notes, verdict: $own.verdict}
    else
      {reason: $stock, notes: ([$own.reason, $own.notes | select(. != null)] | join("\n") | filled),
       verdict: (if $stock == null or ($stock | close_verdict) == null then null else {id: ($stock | close_verdict), label: $stock} end)}
    end;

# Incident -> Case. $from: {source, connection, url, room}, room being the answer of POST /investigation/{id}, all optional.
def case_of($from; $field):
  ($from.source // $from.connection // "cortex-xsoar") as $source
  | (.id | text) as $id
  | ({"0": [1, "Pending"], "1": [2, "Active"], "2": [5, "Done"], "3": [5, "Archive"]}[.status | text // "0"] // [99, null]) as $status
  | closing_of($status[0] == 5) as $closing
  | [$from.room | obj | .entries | list[] | objects] as $entries
  | [$entries[] | select((.file | filled) != null)] as $files
  | {
      uid: (key_of($field) // "\($source):\($id)"),
      source: {connection: $from.connection, name: $source, id: $id, url: $from.url},
      title: (.name | filled),
      description: ((if key_of($field) == null then (.details | filled) else (.details | description_in) end) as $details | if $details == null then null else {text: $details, format: "text"} end),
      severity: (.severity | severity_in),
      status: {id: $status[0], label: $status[1]},
      verdict: $closing.verdict,
      closeReason: $closing.reason,
      closeNotes: $closing.notes,
      closedAt: (.closed | known_instant),
      owner: ((.owner | filled) as $owner | if $owner == null then null else {kind: "user", id: $owner, email: null, name: null} end),
      type: (.type | filled),
      labels: ([.labels | list[] | objects | select(.type == "soarbridge-tag") | .value | filled | select(. != null)] | distinct),
      priority: null,
      createdAt: (.occurred // .created | known_instant),
      updatedAt: (.modified | known_instant),
      observables: [.labels | list[] | objects | select(.type == "soarbridge-observable") | (.value | fromjson? // empty) | objects],
      attacks: ([.labels | list[] | objects | select(.type == "soarbridge-attack") | .value] | attack_ids),
      comments: [$entries[] | select(.type == 1 and (.note == true or .category == "chat") and (.file | filled) == null)
        | comment_of($source)],
      attachments: (if $files != [] then [$files[] | attachment_of] else [.attachment | list[] | objects
        | {uid: (.path | filled), name: (.name | filled), mediaType: (.type | filled), size: null, sha256: null}] end),
      custom: (.CustomFields | obj),
      raw: .
    };
