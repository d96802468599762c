# Shared by the Splunk SOAR mappings. Facts and their certainty: docs/systems/splunk-soar.md

# --- filters -------------------------------------------------------------------------------------------------------------------

# A value as a literal of Python, which is how filters write values. JSON's escapes are Python's too; what is not ASCII is escaped,
# other than beyond U+FFFF, where the two differ and the character itself stands.
def python:
  if type == "string" then
    tojson
    | if test("[^\\x00-\\x7f]") then
        gsub("(?<c>[^\\x00-\\x7f])"; .c as $c | ($c | explode | .[0]) as $n
          | if $n > 65535 then $c
            else "\\u" + ([12, 8, 4, 0] | map(pow(2; .) as $p | ($n / $p | floor) % 16 | "0123456789abcdef"[. : . + 1]) | join("")) end)
      else . end
  elif . == true then "True"
  elif . == false then "False"
  elif . == null then "None"
  elif type == "number" then tojson
  elif type == "array" then "[" + (map(python) | join(", ")) + "]"
  else error("a filter takes a text, a number, true, false, null or a list, not an object") end;

# The product's database cannot hold the character NUL; nobody misses it.
def without_nul: if tojson | contains("\\u0000") then walk(if type == "string" then (split("\u0000") | join("")) else . end) else . end;

# --- settings, and words of the tenant -------------------------------------------------------------------------------------------

# A setting such as "a=b, c=d", by its words in lower case.
def table($key): $settings[$key] | word_table | with_entries(.key |= ascii_downcase);

# A setting that is a number there, or null.
def number_setting($key):
  ($settings[$key] | text | filled) as $value
  | if $value == null then null elif $value | test("^[0-9]{1,15}$") then $value | tonumber
    else error("the connection's setting \($key) is \"\($value | one_line(100))\"; it has to be a number") end;

def setting($key; $fallback): ($settings[$key] | text | filled) // $fallback;

# Names of a list answer.
def names: [.data | list[] | objects | .name | filled | select(. != null)];

# First of the wanted words that the tenant has, as the tenant spells it; null when it has none.
def pick($names; $wanted):
  [$wanted[] | select(. != null) | ascii_downcase as $word | $names[] | select(ascii_downcase == $word)] | .[0];

# OCSF severity_id -> name. What is not known gets the name that the product itself would take, so that a later change of it shows; null where
# the instance has none of that name. Where the names may not be read they are the product's own.
def severity_out($names):
  (["unknown", "informational", "low", "medium", "high", "critical", "fatal"][.] // "unknown") as $word
  | table("severity-names")[$word]
    // (if $names == [] then {"unknown": "medium", "informational": "low", "critical": "high", "fatal": "high"}[$word] // $word else null end)
    // pick($names; {"unknown": ["medium"], "informational": ["informational", "info", "low"], "critical": ["critical", "high"], "fatal": ["fatal", "critical", "high"]}[$word] // [$word]);

def severity_known: . != null and . >= 1 and . <= 6;

def severity_in:
  (text // "") as $name
  | {id: ({"informational": 1, "info": 1, "low": 2, "medium": 3, "high": 4, "critical": 5, "fatal": 6}[$name | ascii_downcase] // (if $name == "" then 0 else 99 end)),
     label: ($name | filled)};

# First name of a type among the statuses, the default first.
def status_of_type($type):
  [.data | list[] | objects | select(.status_type == $type and .disabled != true)]
  | sort_by(if .is_default == true then 0 else 1 end) | .[0].name // null;

# OCSF status_id of 2005 -> name of a status. $statuses: answer of GET /container_status.
def status_out($statuses):
  (["new", "new", "in-progress", "on-hold", "resolved", "closed"][.] // "new") as $word
  | ($statuses | names) as $names
  | table("status-names")[$word]
    // ({"on-hold": ["on_hold", "on-hold", "pending"], "resolved": ["resolved"], "closed": ["closed"], "in-progress": ["open"]}[$word] as $wanted
        | if $wanted == null then null else pick($names; $wanted) end)
    // ($statuses | status_of_type({"new": "new", "in-progress": "open", "on-hold": "open", "resolved": "resolved", "closed": "resolved"}[$word]))
    // {"new": "new", "in-progress": "open", "on-hold": "open", "resolved": "closed", "closed": "closed"}[$word];

def status_in($statuses):
  (text // "") as $name
  | ([$statuses.data | list[] | objects | select(.name == $name) | .status_type] | .[0]) as $type
  | {id: ({"new": 1, "open": 2, "resolved": 4, "closed": 5}[$name | ascii_downcase] // {"new": 1, "open": 2, "resolved": 4}[$type // ""] // 99),
     label: ($name | filled)};

# --- what we write into a container ------------------------------------------------------------------------------------------------

def name_out: (.title | filled) // .uid | one_line(1000);

# A tag of characters that everybody says are taken; the label itself is kept in data.
def plain_tag: gsub("[^A-Za-z0-9_-]+"; "-");

def plain_tags: setting("tag-characters"; "any") == "plain";

def tag_out: if plain_tags then plain_tag else . end;

def tags_out: [.labels[] | one_line(1000) | tag_out] | distinct;

# Tag -> labels: those of ours that it was made of, else itself.
def labels_in($ours): . as $tag | [$ours | list[] | text | select(. != null and plain_tag == $tag)] | if . == [] then $tag else .[] end;

# What a container has no field for. "wrote" is what we wrote into fields that people change too: where a field still says the
# same, the finer value kept here counts.
def kept_out($severity; $status):
  {
    uid: .uid,
    source: .source,
    type: .type,
    severity: .severity,
    status: .status,
    verdict: .verdict,
    closeReason: .closeReason,
    closeNotes: .closeNotes,
    closedAt: .closedAt,
    priority: .priority,
    createdAt: .createdAt,
    attacks: .attacks,
    custom: .custom,
    format: .description.format,
    wrote: ({severity: $severity, status: $status, tags: tags_out} + if plain_tags then {labels: .labels} else {} end)
  };

def kept: .data | obj | .soarbridge | obj;

# The case's key when the container is ours.
def key_of: (.source_data_identifier | filled) as $key | if $key != null and (kept | .uid) == $key then $key else null end;

# --- observables and artifacts ----------------------------------------------------------------------------------------------------

# By what an observable's artifact is known within its container.
def observable_key: "soarbridge:" + .type + ":" + ((.hashAlgorithm | filled) as $a | if $a == null then "" else $a + ":" end) + .value;

def is_destination: (.role | text // "" | ascii_downcase) | test("dest|target|remote|server");

# Observable -> [CEF key, contains].
def cef_field:
  is_destination as $to
  | {
      "ip": [(if $to then "destinationAddress" else "sourceAddress" end), ["ip"]],
      "domain": ["destinationDnsDomain", ["domain"]],
      "hostname": [(if $to then "destinationHostName" else "sourceHostName" end), ["host name"]],
      "url": ["requestURL", ["url"]],
      "email": ["emailAddress", ["email"]],
      "user": [(if $to then "destinationUserName" else "sourceUserName" end), ["user name"]],
      "file-name": ["fileName", ["file name"]],
      "file-path": ["filePath", ["file path"]],
      "hash": ["fileHash", ["hash", ((.hashAlgorithm | filled) // (.value | hash_algorithm)) | select(. != null)]],
      "process": ["sourceProcessName", ["process name"]],
      "command-line": ["commandLine", []],
      "mac": ["sourceMacAddress", ["mac address"]],
      "port": [(if $to then "destinationPort" else "sourcePort" end), ["port"]],
      "cve": ["cve", ["cve"]],
      "registry-key": ["registryKey", []],
      "registry-value": ["registryValue", []],
      "user-agent": ["requestClientApplication", []],
      "country": ["country", []]
    }[.type] // [.type, []];

# Observable -> artifact, without its container. Automation is said where the last row is known.
def artifact_out:
  cef_field as $field
  | {
      name: ("\(.type) \(.value)" | one_line(200)),
      label: "event",
      type: .type,
      source_data_identifier: observable_key,
      cef: {($field[0]): .value},
      cef_types: {($field[0]): $field[1]},
      tags: [.tags | list[] | text | select(. != null) | tag_out],
      data: {soarbridge: {type: .type, value: .value, hashAlgorithm: .hashAlgorithm, role: .role, tags: (.tags | list)}},
      run_automation: false
    };

# Automation for the last row only, so that it runs once, with everything there.
def automate_last($on): if $on and length > 0 then .[-1].run_automation = true else . end;

# CEF key -> type of observable, for artifacts that others made.
def cef_type:
  {"sourceaddress": "ip", "destinationaddress": "ip", "deviceaddress": "ip", "destinationdnsdomain": "domain", "sourcednsdomain": "domain",
   "sourcehostname": "hostname", "destinationhostname": "hostname", "requesturl": "url", "emailaddress": "email",
   "sourceusername": "user", "destinationusername": "user", "filename": "file-name", "filepath": "file-path", "filehash": "hash",
   "filehashmd5": "hash", "filehashsha1": "hash", "filehashsha256": "hash", "sourcemacaddress": "mac", "cve": "cve"}[ascii_downcase];

# Artifact -> its observables: the one we wrote, as long as the artifact still says it, else what CEF says.
def observables_in:
  (.data | obj | .soarbridge | obj) as $ours
  | (.cef | obj) as $cef
  | if ($ours.value | filled) != null and ([$cef[] | select(. == $ours.value)] != []) then
      {type: ($ours.type | text // "other"), value: $ours.value, hashAlgorithm: $ours.hashAlgorithm, role: $ours.role, tags: ($ours.tags | list)}
    else
      . as $artifact
      | $cef | to_entries[] | (.key | cef_type) as $type | select($type != null) | (.value | text | filled) as $value | select($value != null)
      | {type: $type, value: $value, hashAlgorithm: (if $type == "hash" then $value | hash_algorithm else null end), role: null,
         tags: [$artifact.tags | list[] | text | select(. != null)]}
    end;

# --- comments ---------------------------------------------------------------------------------------------------------------------

# What a comment of ours is known by. Nothing in a uid can end it early, so none is taken for another's.
def mark_out:
  "[soarbridge:" + (text | split("%") | join("%25") | split("]") | join("%5D") | split("\r") | join("%0D") | split("\n") | join("%0A")) + "]";

def mark_in: split("%0A") | join("\n") | split("%0D") | join("\r") | split("%5D") | join("]") | split("%25") | join("%");

# Whether any text inside has this: which column has the words is not published.
def has_text($words): [.. | strings | select(contains($words))] != [];

# Row of a container's comments -> comment of a case. Of ours the mark and the author are taken out again.
def comment_in($source):
  (.comment | text // "") as $all
  | ($all | split("\n[soarbridge:")) as $parts
  | (.time // .create_time | known_instant) as $at
  | ($parts[-1] | index("]")) as $close
  | if ($parts | length) > 1 and $close != null then
      {uid: ($parts[-1][:$close] | mark_in), author: ($parts[-1][$close + 1:] | trim | filled), at: $at, text: ($parts[:-1] | join("\n[soarbridge:")),
       format: "text", visibility: "internal", origin: "soarbridge"}
    else
      {uid: "\($source):comment-\(.id | text // "")", author: ((._pretty_user | text | filled) // (.user_name | text | filled) // (.user | text | filled)), at: $at,
       text: $all, format: "text", visibility: "internal", origin: $source}
    end;

# Row of a container's attachments, pretty -> attachment of a case. Its uid is the vault id, by which it can be read.
def attachment_in:
  (._pretty_metadata | obj) as $meta
  | {uid: ((._pretty_vault_id | text | filled) // (.id | text | filled)), name: (.name | text | filled), mediaType: (.mime_type | text | filled),
     size: (._pretty_size | if type == "number" and . >= 0 then . else null end),
     sha256: ($meta.sha256 | text | filled | if . != null and test("^[0-9a-f]{64}$") then . else null end)};

# --- containers as cases ------------------------------------------------------------------------------------------------------------

# Container -> Case. $parts: {artifacts, comments, attachments}, its rows of each. $statuses: answer of GET /container_status, or null.
def case_in($parts; $statuses):
  kept as $kept
  | ($input.source // $input.connection // "splunk-soar") as $source
  | (.id | text) as $id
  | key_of as $key
  | ($kept.wrote | obj) as $wrote
  | ($kept.status | obj | .id) as $keptStatus
  | (if $keptStatus != null and $wrote.status == .status then $kept.status else (.status | status_in($statuses | obj)) end) as $status
  | ($status.id == 4 or $status.id == 5) as $closed
  | {
      uid: ($key // "\($source):\($id)"),
      source: {connection: $input.connection, name: $source, id: $id, url: $input.url},
      title: (.name | filled),
      description: ((.description | filled) as $text | if $text == null then null else {text: $text, format: ($kept.format | filled // "text")} end
        | if . != null and .format == "html" then .text |= html_clean else . end),
      severity: (if ($kept.severity | obj | .id) != null and $wrote.severity == .severity then $kept.severity else (.severity | severity_in) end),
      status: $status,
      verdict: (if $closed then $kept.verdict else null end),
      closeReason: (if $closed then $kept.closeReason else null end),
      closeNotes: (if $closed then $kept.closeNotes else null end),
      closedAt: (if $closed then (.close_time | known_instant) // $kept.closedAt else null end),
      owner: (if (.owner | text | filled) != null then {kind: "user", id: (.owner | text), email: null, name: (.owner_name | filled)}
        elif (.role | text | filled) != null then {kind: "group", id: (.role | text), email: null, name: null}
        else null end),
      type: ($kept.type | filled),
      labels: ([.tags | list[] | text | filled | select(. != null) | labels_in($wrote.labels)] | distinct),
      priority: $kept.priority,
      createdAt: (($kept.createdAt | known_instant) // (.start_time | known_instant) // (.create_time | known_instant)),
      updatedAt: ((.update_time // .container_update_time) | known_instant),
      observables: ([$parts.artifacts | list[] | objects | observables_in] | distinct_observables),
      attacks: ([$kept.attacks | list[]] | attack_ids),
      comments: ([$parts.comments | list[] | objects | comment_in($source)] | sort_by(.at)),
      attachments: [$parts.attachments | list[] | objects | attachment_in],
      custom: ($kept.custom | obj),
      raw: .
    };

def result: {remoteId: (.id | text), version: null, url: null};

def need_remote: if ($input.remoteId | filled) == null or ($input.remoteId | text | test("^[0-9]{1,18}$") | not) then error("this needs remoteId, the number of a container") else ($input.remoteId | tonumber) end;

# A row of a list that was refused, in the form of the grid.
def refusal($reason): {type: .type, value: .value, reason: $reason};
