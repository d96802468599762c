# Case -> body of POST /incident that creates an incident (XSOAR 8 API, "Create or update an incident").
# $settings: incident-type, create-investigation ("true" or "false"), external-key-field (dbotMirrorId or a custom field's machine
# name). The type is always the configured one: a tenant does not know the words of the sources; they stay as a label.
# A label notes what was written, for later updates (case-into-incident.jq). Times: RFC 3339. rawJSON is the source's event as text.
($settings["external-key-field"] // "dbotMirrorId") as $field
| . as $case
| (.status.id | status_out) as $status
| {
    name: name_out,
    type: ($settings["incident-type"] // "Unclassified"),
    severity: (.severity.id | severity_out),
    status: $status,
    details: details_out,
    occurred: .createdAt,
    labels: labels_out,
    customFields: (if $field == "dbotMirrorId" then {} else {($field): $case.uid} end),
    rawJSON: (if .raw == null then null else (.raw | tojson) end),
    createInvestigation: (($settings["create-investigation"] | if . == null then true else . end | text) == "true")
  }
| if .occurred == null then del(.occurred) else . end
| if .rawJSON == null then del(.rawJSON) else . end
| if $field == "dbotMirrorId" then .dbotMirrorId = $case.uid else . end
| if $status == 2 then . + {closeReason: ($case | close_reason_out), closeNotes: ($case | closing_text)} else . end
| .labels += [written_label]
