# Shared by the QRadar SOAR mappings. Numbers of severities, resolutions and types differ by organization, so they are found by name in
# the organization's fields. plan_status is A or C. Times are epoch milliseconds.

def own_line: "-- soarbridge";

def verdict_word:
  ["", "false positive", "true positive", "disregard", "suspicious", "benign", "test", "insufficient data", "security risk", "managed externally", "duplicate"];

# OCSF severity_id -> the organization's word, or null.
def severity_name($id):
  ($settings["severity-names"] | word_table) as $names | (["", "informational", "low", "medium", "high", "critical", "fatal"][$id] // "") as $word | $names[$word];

# The organization's word -> {id, label}; own is what we wrote, which counts while the word is still the one we chose then.
def severity_in($own):
  (filled) as $word
  | if ($own | type) == "object" and ($own.id | type) == "number" and severity_name($own.id) == $word then {id: $own.id, label: ($own.label | text)}
    elif $word == null then {id: 0, label: null}
    else ([2, 3, 4, 5, 1, 6 | select((severity_name(.) // "" | ascii_downcase) == ($word | ascii_downcase))][0] // 99) as $id | {id: $id, label: $word} end;

def field_of($fields; $name): [$fields | list[] | objects | select(.name == $name)][0];

# The number of a label in a field of the organization.
def option_id($fields; $name; $wanted):
  field_of($fields; $name) as $field
  | [$field.values | list[] | objects | select((.label | text // "" | ascii_downcase) == ($wanted | ascii_downcase)) | .value][0] as $value
  | if $value == null then error("field \($name) of the organization has no value \($wanted); it has \([$field.values | list[] | .label | text] | map(select(. != null)) | join(", "))")
    else $value end;

def has_option($fields; $name; $wanted):
  [field_of($fields; $name).values | list[] | objects | select((.label | text // "" | ascii_downcase) == ($wanted | ascii_downcase))] != [];

def key_field: $settings["external-key-field"] | filled;
def has_key_field($fields): key_field as $name | $name != null and (field_of($fields; $name) | .prefix == "properties");

def name_out: (.title | filled) // .uid | one_line(255);

# The text of a Case's description, HTML as text.
def text_out: .description | obj | if .format == "html" then as_text else .text end | text // "";

# A text without its spaces and line ends, which a server or an editor may change.
def squeezed: reduce (" ", "\n", "\r", "\t", "\u00a0") as $space (text // ""; split($space) | join(""));

# What tells a text from another one without keeping it: its length, and a number made of its characters, of long texts at both ends only.
def fingerprint:
  squeezed | length as $n
  | [$n, (if $n <= 4096 then . else .[:2048] + .[-2048:] end | reduce explode[] as $one (7; (. * 31 + $one) % 1000000007))];

# What has no field of its own, one name and JSON value a line. $print tells an analyst's text from ours later on.
def lines_out($print):
  . as $case
  | [ own_line,
      "\nKey: \(.uid | tojson)",
      "\nTitle: \(name_out | tojson)",
      "\nText: \($print | tojson)",
      (if (.source | obj | .id | filled) == null and (.source | obj | .url | filled) == null then empty
       else "\nSource: \(.source | {name, id, url} | tojson)" end),
      (if (.description | obj | .format) != "markdown" then empty else "\nFormat: \(.description.format | tojson)" end),
      (if (.type | filled) == null then empty else "\nType: \(.type | tojson)" end),
      (if (.severity | obj | .id) == null then empty else "\nSeverity: \(.severity | {id, label} | tojson)" end),
      (if (.status | obj | .id) == null or .status.id == 5 then empty else "\nStatus: \(.status | {id, label} | tojson)" end),
      (if (.labels | list) == [] then empty else "\nLabels: \(.labels | map(text // "" | one_line(255)) | tojson)" end),
      (if (.attacks | list) == [] then empty else "\nATT&CK: \(.attacks | tojson)" end) ]
  | join("");

def description_out: text_out as $text | {format: "text", content: ($text + "\n\n" + lines_out($text | fingerprint))};

# A text area of people with our lines renewed below what they wrote; HTML stays HTML, made safe.
def description_with($lines):
  (if type == "object" and .format == "html" then {format: "html", content: (.content | text // ""), end: "<br><br>", ours: ($lines | text_to_html)}
   else {format: "text", content: (if type == "object" then .content else . end | text // ""), end: "\n\n", ours: $lines} end) as $area
  | ($area.content | split(own_line)) as $parts
  | (if ($parts | length) < 2 then $parts else $parts[:-1] end | join(own_line)) as $theirs
  | {format: $area.format,
     content: ((if $area.format == "html" then $theirs | html_clean | sub("(\\s|<br ?/?>)+$"; "") else $theirs | rtrim end) + $area.end + $area.ours)};

# A text area as {format, content} or as a text -> text, null when it is empty.
# Line ends are one character, whoever wrote them.
def area_in:
  if type == "object" then (.content | text // "") as $content | if .format == "html" then $content | html_to_text else $content end
  else text // "" end
  | split("\r\n") | join("\n")
  | if . == "" then null else . end;

def own_lines: split("\n") | map((split(": ")) as $parts | select(($parts | length) > 1)
    | {key: $parts[0], value: ($parts[1:] | join(": ") | (try fromjson catch null))}) | from_entries;

# -> {text, own}: what people wrote, and our lines below it, also when an editor took the empty line before them away.
def described:
  ("\n" + (area_in // "")) | split("\n" + own_line + "\n") as $parts
  | if ($parts | length) < 2 then {text: ($parts[0] | ltrimstr("\n") | filled), own: {}}
    else {text: ($parts[:-1] | join("\n" + own_line + "\n") | ltrimstr("\n") | rtrimstr("\n") | filled), own: ($parts[-1] | own_lines)} end;

# What a comment or a task is known by. Percent-encoded, so that no uid can end a mark early and be taken for another's.
def uid_mark: "[soarbridge:" + (.uid | text | @uri) + "]";

# What a file is known by, and the words that carry it. $input: {comment, sha256}.
def file_mark: "[soarbridge:\($input.sha256 | text // "")]";
def file_note: [($input.comment | filled), file_mark] | map(select(. != null)) | join(" ");

# The bridge's key of an incident: the agreed field, else our line.
def key_of: (key_field as $name | if $name == null then null else .properties | obj | .[$name] | filled end) // (.description | described | .own.Key | filled);

def result: {remoteId: (.id | text), version: .vers, url: null};

# Candidates of artifact types by observable; the last one is for what has no type of its own.
def artifact_types:
  {"ip": ["IP Address"], "domain": ["DNS Name"], "hostname": ["System Name"], "url": ["URL"], "email": ["Email Sender"], "user": ["User Account"],
   "file-name": ["File Name"], "file-path": ["File Path"], "process": ["Process Name"], "mac": ["MAC Address"], "port": ["Port"],
   "cve": ["Threat CVE ID"], "registry-key": ["Registry Key"], "user-agent": ["User Agent"], "subnet": ["Network CIDR Range"],
   "hash-md5": ["Malware MD5 Hash"], "hash-sha1": ["Malware SHA-1 Hash"], "hash-sha256": ["Malware SHA-256 Hash"],
   "hash-sha512": ["Malware SHA-512 Hash"]};

def observable_kind: if .type == "hash" then "hash-\((.hashAlgorithm | filled) // (.value | text // "" | hash_algorithm) // "none")" else (.type | text // "") end;

# The name of the artifact type in the organization, or null.
def artifact_type($organization):
  ([$organization.incident_artifact_types | obj | keys[]]) as $known
  | (if (.type == "email" and (.role | text // "" | test("recipient|^to$"; "i"))) then ["Email Recipient"] else [] end + (artifact_types[observable_kind] // []) + ["String"])
  | map(. as $name | [$known[] | select(ascii_downcase == ($name | ascii_downcase))][0] | select(. != null)) | .[0];

# Observable -> artifact, with what has no field of its own in its description.
def artifact_out($organization):
  . as $one
  | artifact_type($organization) as $type
  | {type: {name: $type}, value: (.value | text),
     description: {format: "text", content: ([
       (if artifact_types[observable_kind] == null or $type == "String" then "Type: \(.type | tojson)" else empty end),
       (if (.role | filled) == null then empty else "Role: \(.role | tojson)" end),
       (if (.tags | list) == [] then empty else "Tags: \(.tags | tojson)" end)] | join("\n"))}}
  | if .description.content == "" then del(.description) else . end;

def observable_in:
  (.description | area_in // "" | own_lines) as $own
  | (.type | text // "") as $name
  | ([artifact_types | to_entries[] | select([.value[] | ascii_downcase] | index($name | ascii_downcase)) | .key][0]) as $kind
  | {type: (($own.Type | filled) // (if $name == "Email Recipient" then "email" elif $kind == null then "other" elif ($kind | startswith("hash-")) then "hash" else $kind end)),
     value: (.value | text),
     hashAlgorithm: (if $kind != null and ($kind | startswith("hash-")) then $kind[5:] else null end),
     role: ($own.Role | filled),
     tags: [$own.Tags | list[] | filled | select(. != null)]};

# One change of a patch; kind names the type of its value.
def change($name; $kind; $old; $new): {field: {name: $name}, old_value: {($kind): $old}, new_value: {($kind): $new}};

# The phase of an active incident -> {id, label}; own is what we wrote. It counts in the first phase, and whatever the phase where phases
# have no word for it: on hold, resolved.
def status_in($own):
  ($own | obj | .id) as $id
  | if ($id | type) == "number" and (. == "Initial" or $id == 3 or $id == 4) then {id: $id, label: ($own.label | text)}
    elif . == "Initial" then {id: 1, label: "Active"} else {id: 2, label: .} end;

# The organization's word for how a Case was closed.
def resolution_out:
  ($settings["resolution-names"] | word_table) as $names
  | (verdict_word[.verdict | obj | .id // 0] // "") as $word
  | $names[$word] // $names.otherwise // "Resolved";

def resolution_verdict($resolution):
  ($settings["resolution-names"] | word_table) as $names
  | [range(1; 11) | select(($names[verdict_word[.]] // "" | ascii_downcase) == ($resolution | ascii_downcase))][0];

# Closed incident -> {reason, notes, verdict}. The source's own, from the last line of the summary, counts while the resolution is still the
# one that was chosen for it.
def closing_in($resolution):
  (.resolution_summary | area_in | closing_parts) as $own
  | if $resolution == null then $own
    elif ($own.reason != null or $own.verdict != null) and ($own | resolution_out | ascii_downcase) == ($resolution | ascii_downcase) then
      $own | .reason = ($own.reason // $resolution)
    else
      resolution_verdict($resolution) as $verdict
      | {reason: $resolution, notes: ([$own.reason, $own.notes | select(. != null)] | join("\n") | filled),
         verdict: (if $verdict == null then null else {id: $verdict, label: $resolution} end)}
    end;

# Incident with names and text objects -> Case. $input: {source, connection, url}, all optional. What has no field of its own is read from
# our lines below the description. "Our own" words count only while the incident still says the same.
def case_in($artifacts):
  (($input.source | filled) // ($input.connection | filled) // "qradar-soar") as $source
  | (.id | text) as $id
  | (.description | described) as $described
  | ($described.own) as $own
  | (.plan_status == "C") as $closed
  | (.resolution_id | if type == "object" then .name else . end | filled) as $resolution
  | ([.incident_type_ids | list[] | if type == "object" then .name else . end | filled | select(. != null)][0]) as $type
  | (if $closed then closing_in($resolution) else {reason: null, notes: null, verdict: null} end) as $closing
  | {
      uid: (key_of // "\($source):\($id)"),
      source: {connection: ($input.connection | filled), name: $source, id: $id, url: ($input.url | filled)},
      title: (.name | filled),
      description: (if $described.text == null then null else {text: $described.text, format: (if $own.Format == "markdown" then "markdown" else "text" end)} end),
      severity: (.severity_code | if type == "object" then .name else . end | severity_in($own.Severity)),
      status: (if $closed then {id: 5, label: "Closed"} else .phase_id | text // "Initial" | status_in($own.Status) end),
      verdict: $closing.verdict,
      closeReason: $closing.reason,
      closeNotes: $closing.notes,
      closedAt: (.end_date | known_instant),
      owner: ((.owner_id | if type == "object" then .name else . end | filled) as $owner
        | if $owner == null then null else {kind: "user", id: $owner, email: (if $owner | test("@") then $owner else null end), name: null} end),
      type: (if $type == null or (($own.Type | text // "" | ascii_downcase) == ($type | ascii_downcase)) then ($own.Type | filled) // $type else $type end),
      labels: [$own.Labels | list[] | filled | select(. != null)],
      priority: null,
      createdAt: ((.discovered_date | known_instant) // (.create_date | known_instant)),
      updatedAt: (.inc_last_modified_date | known_instant),
      observables: [$artifacts | list[] | objects | select((.value | filled) != null) | observable_in],
      attacks: ($own["ATT&CK"] | attack_ids),
      comments: [],
      attachments: [],
      custom: ([.properties | obj | to_entries[] | select(.value != null and .key != key_field)] | from_entries),
      raw: .
    };

# Our watermark of case-changes: the latest time read, and the incidents of exactly that time that were told.
def watermark:
  (try fromjson catch null) as $mark
  | if ($mark | type) == "object" and ($mark.seen | type) == "array" then $mark else error("the watermark \(tojson) is none of this operation's own") end;
