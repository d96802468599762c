# What came of the call of none-to-probe and $input = {found, templates}, the answers of GET /incidents/?only_involved=true, and of the
# templates, null when they cannot be listed -> {detail, version, read, write, warnings}.
# $settings: template-id, severity-ids, status-ids, close-path, time-zone; ids of lists cannot be asked for by a published call.
write_verdict([400, 404]) as $write
| ($input.found | rows_of | length) as $count
| ($settings["template-id"] | filled // "1") as $template
| ([$input.templates | rows_of[] | objects | .id | text]) as $known
| ("2026-01-01T00:00:00" | local_to_instant(time_zone)) as $zoned
| {
    detail: "Incidents can be read; \($count) involve this user.",
    version: $settings.version,
    read: true,
    write: $write.write,
    warnings: ($write.warnings + [
      (if $known != [] and ($known | index($template)) == null then "There is no incident template \($template): set template-id to one of \($known | join(", "))." else empty end),
      (if ($settings["severity-ids"] | filled) == null
        then "severity-ids is empty, so severities are not written: an incident keeps the restriction of its template." else empty end),
      (if ($settings["status-ids"] | filled) == null
        then "status-ids is empty, so statuses are not written: an incident keeps the status of its template" +
          (if closes_by_status then ", and closing fails, as close-path is none." else " until it is closed, by close-path." end)
        else empty end)
    ])
  }
