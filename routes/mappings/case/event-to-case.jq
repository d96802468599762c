# Case as posted by a sender -> Case.
# In: the canonical case; only title is needed, other missing keys become null, empty lists or "unknown". Times RFC 3339 or epoch.
# $input: {source, id, receivedAt}; uid and source.name are always the bridge's own, never the sender's.
# What the sender got wrong (an unknown key, an id outside its enumeration) is not repaired here: reading the case refuses it.

def code: if type == "object" then {id: .id, label: .label} + . elif . == null then {id: 0, label: null} else . end;
def code_or_null: if . == null then null else code end;
def filled_in($all): if type == "object" then $all + . else . end;

need_object("a case")
| if (.title | filled) == null then error("expected a case with the field title (text); severity {id, label} and observables [{type, value}] are useful as well") else . end
| ($input.id // (.source | objects | .id) // .uid | filled) as $id
| {
    uid: "\($input.source // (.source | objects | .name) // "case"):\($id)",
    source: ({connection: null, name: null, id: null, url: null} + (.source // {}) + {id: $id}
      + (if $input.source == null then {} else {name: $input.source} end)),
    title: .title,
    description: (if (.description | type) == "string" then {text: .description, format: "text"} else .description end),
    severity: (.severity | code),
    status: (if .status == null then {id: 1, label: null} else (.status | code) end),
    verdict: (.verdict | code_or_null),
    closeReason: .closeReason,
    closeNotes: .closeNotes,
    closedAt: (.closedAt | to_instant),
    owner: (.owner | filled_in({kind: "user", id: null, email: null, name: null})),
    type: .type,
    labels: (.labels | list),
    priority: (.priority | code_or_null),
    createdAt: (.createdAt // $input.receivedAt | to_instant),
    updatedAt: (.updatedAt | to_instant),
    observables: (.observables | list | map(filled_in({type: "other", value: null, hashAlgorithm: null, role: null, tags: []}))
      | map(if type == "object" and .type == "hash" and .hashAlgorithm == null then .hashAlgorithm = (.value | hash_algorithm) else . end)
      | if all(.[]; type == "object") then distinct_observables else . end),
    attacks: (.attacks | list),
    comments: (.comments | list | map(
      filled_in({uid: null, author: null, at: null, text: null, format: "text", visibility: "internal", origin: null})
      | if type == "object" then .at |= to_instant else . end)),
    attachments: (.attachments | list | map(filled_in({uid: null, name: null, mediaType: null, size: null, sha256: null}))),
    custom: (.custom // {}),
    raw: .raw
  } + (with_entries(select(.key as $key
    | ["uid", "source", "title", "description", "severity", "status", "verdict", "closeReason", "closeNotes", "closedAt", "owner",
       "type", "labels", "priority", "createdAt", "updatedAt", "observables", "attacks", "comments", "attachments", "custom", "raw"]
    | index($key) == null)))
