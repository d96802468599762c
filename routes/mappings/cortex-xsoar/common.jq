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

# The source's own reason stays readable above the notes.
def close_notes_out: [.closeReason, .closeNotes | filled | select(. != null)] | join("\n");

# Labels that the bridge owns; all have a type that begins with soarbridge.
def labels_out:
  [ {type: "soarbridge", value: .uid},
    {type: "soarbridge-source", value: .source.name},
    {type: "soarbridge-source-id", value: .source.id},
    {type: "soarbridge-source-url", value: .source.url},
    {type: "soarbridge-source-type", value: .type},
    {type: "soarbridge-source-severity", value: .severity.label},
    (.labels[] | {type: "soarbridge-tag", value: .}),
    (.attacks[] | {type: "soarbridge-attack", value: .}) ]
  | map(select((.value | filled) != null));

def own_label: .type == "soarbridge" or (.type | text // "" | startswith("soarbridge-"));

def name_out: (.title | filled) // .uid | one_line(512);

# Description, then what was seen, one line each, at most fifty.
def details_out:
  (.observables | length) as $count
  | [ (.description.text // empty | select(. != "")),
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
