# Shared by the OCSF mappings. Numbers and words: OCSF schema 1.8.0 (github.com/ocsf/ocsf-schema, read at tag 1.8.0).
# A table of words is indexed by its OCSF number.

def severities: ["Unknown", "Informational", "Low", "Medium", "High", "Critical", "Fatal"];
def statuses_2004: ["Unknown", "New", "In Progress", "Suppressed", "Resolved", "Archived", "Deleted"];
def statuses_2005: ["Unknown", "New", "In Progress", "On Hold", "Resolved", "Closed"];
def verdicts: ["Unknown", "False Positive", "True Positive", "Disregard", "Suspicious", "Benign", "Test", "Insufficient Data",
  "Security Risk", "Managed Externally", "Duplicate"];
def priorities: ["Unknown", "Low", "Medium", "High", "Critical"];

# Observable type_id -> our word. Types of OCSF that we have no word for are "other".
def observable_words: ["other", "hostname", "ip", "mac", "user", "email", "url", "file-name", "hash", "process", "resource", "port",
  "subnet", "command-line", "country", "other", "user-agent", "other", "cve", "other", "hostname", "user", "email", "url",
  "file-name", "process", "other", "other", "registry-key", "registry-value", "hash", "user", "other", "other", "user", "user",
  "other", "other", "resource", "other", "other", "other", "other", "registry-value", "other", "file-path", "registry-key",
  "hostname", "hostname"];

# Our word -> {type_id, type}. OCSF has no domain type; type 1 allows a full domain name.
def observable_types: {
  "ip": {type_id: 2, type: "IP Address"}, "domain": {type_id: 1, type: "Hostname"}, "hostname": {type_id: 1, type: "Hostname"},
  "url": {type_id: 6, type: "URL String"}, "email": {type_id: 5, type: "Email Address"}, "user": {type_id: 4, type: "User Name"},
  "file-name": {type_id: 7, type: "File Name"}, "file-path": {type_id: 45, type: "File Path"}, "hash": {type_id: 8, type: "Hash"},
  "process": {type_id: 9, type: "Process Name"}, "command-line": {type_id: 13, type: "Command Line"},
  "mac": {type_id: 3, type: "MAC Address"}, "port": {type_id: 11, type: "Port"}, "cve": {type_id: 18, type: "CVE"},
  "registry-key": {type_id: 46, type: "Registry Key Path"}, "registry-value": {type_id: 43, type: "Registry Value Name"},
  "user-agent": {type_id: 16, type: "HTTP User-Agent"}, "resource": {type_id: 10, type: "Resource UID"},
  "subnet": {type_id: 12, type: "Subnet"}, "country": {type_id: 14, type: "Country"}, "other": {type_id: 99, type: "Other"}
};

# A number and its word as an OCSF event has them -> {id, label}. The word decides when the number is missing.
def read_code($id; $word; $words):
  ($word | filled) as $name
  | {
      id: (
        if ($id | type) == "number" then
          (if $id >= 0 and $id < ($words | length) then [range($words | length)][$id] else 99 end)
        elif $name == null then 0
        else (($name | ascii_downcase) as $low | $words | map(ascii_downcase) | index($low) // 99) end),
      label: $name
    };

# {id, label} -> the word that OCSF wants beside the number.
def word_of($words): if .id == 99 then (.label // "Other") else $words[.id] end;

# Case status -> status_id of a Detection Finding; "on hold" is Other there.
def status_2004: [0, 1, 2, 99, 4, 4][.] // 99;

def finding: (.finding_info_list | list[0] // null) // .finding_info // .finding // {} | obj;

# What our own output kept beside the event: everything OCSF cannot hold. Null for other senders' events.
def own: .unmapped | objects | .soarbridge | objects | select(.version == 1);

def observable_out: {name: (.role // "case.observables"), value: .value} + observable_types[.type];

def owner_out:
  if . == null then {assignee_group: {name: "unassigned"}}
  elif .kind == "group" then {assignee_group: ({name: (.name // .email // .id // "unknown")} + (if .id == null then {} else {uid: .id} end))}
  else {assignee: ({name: (.name // .email // .id // "unknown")} + (if .id == null then {} else {uid: .id} end)
    + (if .email == null then {} else {email_addr: .email} end))} end;

def attack_out:
  if startswith("TA") then {tactic: {uid: .}}
  elif contains(".") then {technique: {uid: .[0:5]}, sub_technique: {uid: .}}
  else {technique: {uid: .}} end;

def attack_in:
  (.tactic, (.tactics | list[]) | objects | .uid),
  ((.sub_technique | obj | .uid) // (.technique | obj | .uid));

# Removes keys whose value is null: OCSF knows absent, not null.
def without_nulls: with_entries(select(.value != null));

# Case -> the parts that are equal in both classes. $class: {uid, name}; $finding: the finding_info; $input: {operation, receivedAt}.
def base_event($class; $input):
  . as $case
  | ({"case-create": 1, "case-update": 2, "case-close": 3}[$input.operation // ""]
     // (if .status.id == 4 or .status.id == 5 then 3 elif .updatedAt != null and .updatedAt != .createdAt then 2 else 1 end)) as $activity
  | ["Unknown", "Create", "Update", "Close"][$activity] as $word
  | {
      activity_id: $activity, activity_name: $word, category_uid: 2, category_name: "Findings",
      class_uid: $class.uid, class_name: $class.name, type_uid: ($class.uid * 100 + $activity), type_name: "\($class.name): \($word)",
      time: ((.createdAt // .updatedAt // $input.receivedAt | instant_to_ms) // 0),
      message: .title,
      metadata: ({
        version: "1.8.0", product: {name: "Soarbridge", vendor_name: "Soarbridge"}, profiles: ["incident", "datetime"],
        original_event_uid: .source.id, correlation_uid: .uid, labels: .labels,
        modified_time: (.updatedAt | instant_to_ms), modified_time_dt: .updatedAt} | without_nulls),
      severity_id: .severity.id, severity: (.severity | word_of(severities)),
      status_detail: .closeReason,
      verdict_id: .verdict.id, verdict: (if .verdict == null then null else (.verdict | word_of(verdicts)) end),
      priority_id: .priority.id, priority: (if .priority == null then null else (.priority | word_of(priorities)) end),
      comment: (.closeNotes // .comments[-1].text),
      end_time: (.closedAt | instant_to_ms), end_time_dt: .closedAt,
      src_url: .source.url,
      observables: (.observables | map(observable_out)),
      raw_data: (if .raw == null then null else (.raw | tojson) end),
      unmapped: {soarbridge: {
        version: 1, uid, source: (.source | del(.url)), description, severity, status, verdict, priority, closeNotes, owner,
        observables, comments, attachments, custom}}
    } + (.owner | owner_out);

# Case -> finding_info of both classes.
def finding_out:
  {
    uid: (.source.id // .uid), uid_alt: .uid, title: .title, types: (if .type == null then null else [.type] end),
    created_time: (.createdAt | instant_to_ms), created_time_dt: .createdAt,
    modified_time: (.updatedAt | instant_to_ms), modified_time_dt: .updatedAt,
    src_url: .source.url
  } | without_nulls;
