# OCSF finding -> Case.
# In: Detection Finding (2004), Incident Finding (2005), deprecated Security Finding (2001), of any schema version, and as products
# really send them: camelCase keys beside the right ones, *_dt with epoch milliseconds, status without status_id.
# $input: {source, id, receivedAt}; without it (reading our own output back) uid and source come from unmapped.soarbridge.
# Times: *_dt (RFC 3339) first, else epoch milliseconds. Enums: OCSF schema 1.8.0, see common.jq.
# status_id of 2004 -> ours: suppressed, archived and deleted become closed; the word is kept as label.
# A value kept in unmapped.soarbridge counts only while the event still says the same, so a change by a third party wins.

def instant_at($dt; $ms): ($dt | to_instant) // ($ms | to_instant);

def status_in:
  if .class_uid == 2005 then read_code(.status_id; .status; statuses_2005)
  else
    (if .class_uid == 2001 and (.state_id != null or .state != null) then read_code(.state_id; .state; statuses_2004)
     else read_code(.status_id; .status; statuses_2004) end)
    | .id = ([0, 1, 2, 5, 4, 5, 5][.id] // 99)
  end;

def owner_in:
  (.assignee | objects | {kind: "user", id: (.uid | filled), email: (.email_addr | filled), name: (.name | filled)}),
  (.assignee_group | objects | select(.name != "unassigned") | {kind: "group", id: (.uid | filled), email: null, name: (.name | filled)});

def observable_in:
  (if (.type_id | type) == "number" and .type_id >= 0 then observable_words[.type_id] // "other"
   else ((.type | text // "" | ascii_downcase) as $word
     | [observable_types | to_entries[] | select((.value.type | ascii_downcase) == $word) | .key][0] // "other") end) as $type
  | .name as $name | .value | observable($type; $name | filled);

# Products that fill evidences but not observables.
def evidence_in:
  .evidences | list[] | objects
  | (.src_endpoint | objects | (.ip | observable("ip"; "source")), (.hostname | observable("hostname"; "source"))),
    (.dst_endpoint | objects | (.ip | observable("ip"; "destination")), (.hostname | observable("hostname"; "destination"))),
    (.file | objects | (.name | observable("file-name"; "file")), (.hashes | list[] | objects | .value | observable("hash"; "file"))),
    (.url | objects | .url_string | observable("url"; null)),
    ((.user // (.actor | obj | .user)) | objects | .name | observable("user"; null));

# notes[] since 1.9, the single comment before; that of a closed finding is its closing note.
def comments_in($at; $origin; $closed):
  (.notes | list[] | objects | select((.comment | filled) != null)
    | {uid: (.uid | filled), author: (.owner | obj | .name // .uid | filled), at: instant_at(.created_time_dt; .created_time),
       text: .comment, format: "text", visibility: "internal", origin: $origin}),
  (if $closed then empty else .comment end | filled | select(. != null)
    | {uid: null, author: null, at: $at, text: ., format: "text", visibility: "internal", origin: $origin});

need_object("an OCSF finding")
| . as $e
| finding as $f
| ([own][0]) as $own
| (.metadata | obj) as $meta
| (if $input.id == null and $own != null then $own.source.id else ($input.id // $f.uid // $meta.original_event_uid | filled) end) as $id
| ($input.source // $own.source.name) as $source
| status_in as $status
| (($e.activity_id == 3) or $status.id == 4 or $status.id == 5) as $closed
| instant_at($f.modified_time_dt; $f.modified_time // $meta.modified_time) as $updated
| (.desc // $f.desc | text) as $desc
| {
    uid: (if $input.id != null or $own == null then "\($source // "ocsf"):\($id)" else $own.uid end),
    source: {connection: $own.source.connection, name: $source, id: $id, url: (.src_url // $f.src_url | text)},
    title: ($f.title // (if $own == null then .message else null end) | text | if $own == null and . != null then trim else . end),
    description: (if $own != null and $own.description.text == $desc then $own.description
      elif $desc == null then null else {text: $desc, format: "text"} end),
    severity: (if $own != null and $own.severity.id == .severity_id then $own.severity
      else read_code(.severity_id; .severity; severities) end),
    status: (if $own != null and (if .class_uid == 2005 then $own.status.id else ($own.status.id | status_2004) end) == .status_id then $own.status
      elif $status.id == 0 and $closed then {id: 5, label: $status.label} else $status end),
    verdict: (if $own != null and $own.verdict.id == .verdict_id then $own.verdict
      elif .verdict_id == null and .verdict == null then null else read_code(.verdict_id; .verdict; verdicts) end),
    closeReason: (if $own != null or $closed then (.status_detail | text) else null end),
    closeNotes: (if $own != null then $own.closeNotes elif $closed then (.comment | text) else null end),
    closedAt: (if $own != null then (.end_time_dt | to_instant)
      elif $closed and .class_uid == 2005 then instant_at(.end_time_dt; .end_time) else null end),
    owner: (if $own != null and ($own.owner | owner_out) == ({assignee, assignee_group} | without_nulls) then $own.owner
      else ([owner_in][0]) end),
    type: ($f.types | list[0] | text),
    labels: ([($meta.labels | list[] | text | select(. != null)),
      ($meta.tags, $f.tags | list[] | objects | "\(.name)=\(.value // (.values | list | join(",")))")]),
    priority: (if $own != null and $own.priority.id == .priority_id then $own.priority
      elif .priority_id == null and .priority == null then null else read_code(.priority_id; .priority; priorities) end),
    createdAt: (instant_at($f.created_time_dt; $f.created_time)
      // (if $own == null then instant_at(.time_dt; .time) // ($input.receivedAt | to_instant) else null end)),
    updatedAt: $updated,
    observables: (if $own != null and ($own.observables | map(observable_out)) == (.observables | list) then $own.observables
      else ([.observables | list[] | objects | observable_in] | if . == [] then [$e | evidence_in] else . end | distinct_observables) end),
    attacks: ([(.attacks, $f.attacks) | list[] | objects | attack_in] | attack_ids),
    comments: (if $own != null then $own.comments else [comments_in($updated; $source; $closed)] end),
    attachments: (if $own != null then $own.attachments else [] end),
    custom: (if $own != null then $own.custom
      else ({vendor: ($meta.product | obj | .vendor_name), product: ($meta.product | obj | .name), risk_level: .risk_level,
        confidence: .confidence} | without_nulls) end),
    raw: (if $own != null then (if .raw_data == null then null else (.raw_data | fromjson) end) else $e end)
  }
