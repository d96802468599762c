# Case -> body of POST /container that creates a container with its artifacts in one call.
# $input: {severities, statuses}, the answers of GET /severity and GET /container_status.
# $settings: label, sensitivity, severity-names, status-names, tag-characters, run-automation, asset-id, tenant-id, workbook-template.
# Automation runs once: by the last artifact, or by the container when it has none.
need_object("a case")
| without_nul | safe_html
| . as $case
| (.severity.id | severity_out($input.severities | obj | names)) as $severity
| (.status.id | status_out($input.statuses | obj)) as $status
| (setting("run-automation"; "true") == "true") as $run
| [.observables | distinct_observables[] | artifact_out] as $artifacts
| {
    name: name_out,
    label: setting("label"; "events"),
    severity: $severity,
    sensitivity: setting("sensitivity"; "amber"),
    status: $status,
    source_data_identifier: .uid,
    description: (.description.text // ""),
    start_time: .createdAt,
    tags: tags_out,
    data: {soarbridge: kept_out($severity; $status), raw: .raw},
    artifacts: ($artifacts | automate_last($run)),
    run_automation: ($run and $artifacts == [])
  }
| if .severity == null then del(.severity) else . end
| if .start_time == null then del(.start_time) else . end
| number_setting("asset-id") as $asset | (if $asset == null then . else .asset_id = $asset end)
| number_setting("tenant-id") as $tenant | (if $tenant == null then . else .tenant_id = $tenant end)
| number_setting("workbook-template") as $template
| if $template == null then . else . + {container_type: "case", template_id: $template, template: $template} end
