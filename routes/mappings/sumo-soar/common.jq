# Shared by the Cloud SOAR mappings. Statuses, restrictions and templates have ids that each tenant chooses, so they come from settings.

def severity_words: ["unknown", "informational", "low", "medium", "high", "critical", "fatal"];
# No path to close by: an incident is closed by its status.
def closes_by_status: $settings["close-path"] == "none";

def status_words: ["unknown", "new", "in-progress", "on-hold", "resolved", "closed"];

# Values come as {name, value} from a GET and bare from a search.
def unwrapped: if type == "object" then with_entries(.value |= (if type == "object" and has("value") then .value else . end)) else . end;

# What text_to_html made, as it went: html_to_text folds blanks and leaves a report of 50,000 lines as it is. By split and join, which is quick
# on a megabyte.
def html_in:
  split("<br/>") | join("\n") | split("<br />") | join("\n") | split("<br>") | join("\n") | split("</p>") | join("\n")
  | (if contains("<") then gsub("<[^<>]*>"; "") else . end)
  | split("&#39;") | join("'") | split("&quot;") | join("\"") | split("&gt;") | join(">") | split("&lt;") | join("<") | split("&nbsp;") | join(" ")
  | split("&amp;") | join("&");

# What the analyst shall see besides the text stands below a line, which is where reading stops.
def seen_out:
  [ (.observables[:50][] | "- \(.type) \(.value | one_line(300) | text_to_html)"),
    (.source.url | filled | select(. != null) | "Source: " + (one_line(1000) | text_to_html)) ]
  | if . == [] then "" else "<hr/>" + join("<br>") end;

def id_out($table; $words):
  ($words[.] // "unknown") as $word | ($table | word_table | .[$word] // null) | if . == null then null else (tonumber? // .) end;

def tags_out: ([.labels[] | one_line(200) | select(. != "")] + [.attacks[] | "attack:" + .]) | distinct;

# Fields that a create and a change have in common.
def fields_out:
  {
    description: ((.title | filled) // .uid | one_line(500)),
    additional_info: ((if .description == null then "" else (.description | as_html) end) + seen_out),
    tags: tags_out,
    starttime: (.createdAt | to_instant),
    restriction: (.severity.id | id_out($settings["severity-ids"]; severity_words)),
    status: (.status.id | id_out($settings["status-ids"]; status_words))
  } | with_entries(select(.value != null));

def key_field: $settings["external-key-field"] | filled // "incidentid";

def time_zone: $settings["time-zone"] | filled // "UTC";

# 09-08-2023 07:15 AM, in the user's time zone; the beginning of 1970 is none.
def date_in:
  [text // "" | capture("^(?<m>\\d{2})-(?<d>\\d{2})-(?<y>\\d{4}) (?<h>\\d{2}):(?<n>\\d{2}) (?<half>[AP])M$")]
  | if . == [] then null
    else .[0]
      | ((.h | tonumber) % 12 + (if .half == "P" then 12 else 0 end) | tostring | if length < 2 then "0" + . else . end) as $hour
      | "\(.y)-\(.m)-\(.d)T\($hour):\(.n):00" | local_to_instant(time_zone) | known_instant
    end;

def address: ($settings["ui-url"] | filled) as $ui | if $ui == null then null else "\($ui | sub("/$"; ""))/csoar/ui/#incident|\(.)|details" end;

def result: {remoteId: (.id | text), version: null, url: (.id | text | address)};

# A path of the settings with the incident's id in it.
def at($setting; $guess):
  . as $id | ($settings[$setting] | filled // $guess) | split("{id}") | join($id | text | @uri);

def remote: ($input.remoteId | text | filled) // error("the variable remoteId, the id of the incident, is missing");

# The mark that an addition is known by: percent-encoded, so that no uid can end it early.
def mark_of: if (. | filled) == null then null else "[soarbridge:" + (. | text | @uri) + "]" end;

# Ids are numbers that grow; 0 for what is none.
def number: (text // "") as $text | if ($text | test("^[0-9]{1,15}$")) then ($text | tonumber) else 0 end;

def rows_of:
  if type == "array" then .
  elif type == "object" and (.incidents | type) == "array" then .incidents
  elif type == "object" and (.results | type) == "array" then .results
  elif type == "object" and (.data | type) == "array" then .data
  elif type == "object" and (.types | type) == "array" then .types
  elif . == null then []
  else error("the answer is no list") end;

def quoted: split("\\") | join("\\\\") | split("\"") | join("\\\"") | "\"" + . + "\"";

# The text and what stands below its line, apart.
def apart:
  split("<hr>") | join("<hr/>") | split("<hr />") | join("<hr/>") | split("<hr/>")
  | if length > 1 and (.[-1] | (startswith("- ") or startswith("Source: "))) then {text: (.[:-1] | join("<hr/>")), seen: .[-1]}
    else {text: join("<hr/>"), seen: ""} end;

def seen_in:
  [html_in | split("\n")[] | capture("^- (?<type>[a-z-]+) (?<value>.+)$") | .type as $type | .value | observable($type; null)];

# What a case was closed with, as lines of the closing note.
def verdict_words:
  ["none", "false positive", "true positive", "disregard", "suspicious", "benign", "test", "insufficient data", "security risk", "managed externally",
   "duplicate"];

def closing_out:
  [ (if (.verdict.id // 0) == 0 or verdict_words[.verdict.id] == null then null else "Verdict: " + verdict_words[.verdict.id] end),
    (.closeReason | filled | if . == null then null else "Reason: " + one_line(500) end),
    (.closeNotes | filled) ]
  | map(select(. != null) | text_to_html) | join("<br>");

def closing_in:
  (text // "" | html_in | trim | split("\n")) as $lines
  | ($lines[0] // "" | if startswith("Verdict: ") then .[9:] else null end) as $verdict
  | (if $verdict == null then $lines else $lines[1:] end) as $rest
  | ($rest[0] // "" | if startswith("Reason: ") then .[8:] else null end) as $reason
  | ($verdict | if . == null then null else (. as $word | verdict_words | index($word)) end) as $id
  | {
      verdict: (if $id == null then null else {id: $id, label: $verdict} end),
      reason: $reason,
      notes: ((if $reason == null then $rest else $rest[1:] end) | join("\n") | trim | filled)
    };

# Searches for the entities of indicators, one for each value.
def searches: [.[] | objects | .value | text | filled | select(. != null)] | distinct | map({page_number: 1, page_size: 150, filter: ("value:" + quoted)});

# Our type of an observable -> the kind of an entity, or null.
def entity_type:
  {"ip": "ipaddress", "domain": "domain", "hostname": "domain", "url": "url", "email": "email", "user": "userdetail", "file-name": "file"}[.type]
  // (if .type == "hash" then {"md5": "md5", "sha1": "sha1", "sha256": "sha256"}[.hashAlgorithm // (.value | hash_algorithm) // ""] else null end);

# Incident -> Case; what it reads of $input and $settings: see incident-to-case.jq.
def incident_in:
  need_object("an incident")
  | . as $raw
  | unwrapped
  | if (.id | text | filled) == null then error("expected an incident with the field id") else . end
  | ($input.source // $input.connection // "sumo-soar") as $source
  | (.id | text) as $id
  | (.restriction | text | filled) as $restriction
  | (.status | text | filled) as $status
  | (if $restriction == null then 0 else ($settings["severity-labels"] | word_table | .[$restriction] // "") as $word | (severity_words | index($word)) // 99 end) as $severity
  | (if $status == null then 0 else ($settings["status-labels"] | word_table | .[$status] // "in-progress") as $word | (status_words | index($word)) // 99 end) as $state
  | ([.tags | if type == "string" then split(",")[] | trim else list[] end | text | filled | select(. != null)]) as $tags
  | (.additional_info | text | filled | if . == null then null else apart end) as $info
  | (.closing_note | closing_in) as $closing
  | {
      uid: ((.[key_field] | text | filled) // "\($source):\($id)"),
      source: {connection: $input.connection, name: $source, id: $id, url: ($id | address)},
      title: ((.description | text | filled) // (.incidentid | text | filled)),
      description: (if $info == null then null
        else ($info.text | html_in | trim) as $text | if $text == "" then null else {text: $text, format: "text"} end end),
      severity: {id: $severity, label: $restriction},
      status: {id: $state, label: $status},
      verdict: $closing.verdict,
      closeReason: $closing.reason,
      closeNotes: $closing.notes,
      closedAt: (.closingtime | date_in),
      owner: ((.owner | text | filled) as $owner
        | if $owner == null then null
          else {kind: (if $owner | endswith(" (group)") then "group" else "user" end), id: null, email: null, name: $owner} end),
      type: ([.type | list[] | text | filled | select(. != null)][0] // null),
      labels: [$tags[] | select(startswith("attack:") | not)],
      priority: null,
      createdAt: ((.starttime | date_in) // (.openingtime | date_in)),
      updatedAt: null,
      observables: (if $info == null then [] else $info.seen | seen_in end),
      attacks: ([$tags[] | select(startswith("attack:")) | .[7:]] | attack_ids),
      comments: [],
      attachments: [],
      custom: with_entries(select((.key | test("^opt_[0-9]+$")) and .value != null and .value != "")),
      raw: $raw
    };
