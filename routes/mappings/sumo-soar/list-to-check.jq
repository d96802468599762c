# Answer of GET /incidents/?only_involved=true, and $input.templates, null when they cannot be listed -> {detail, version, read, write, warnings}.
# Whether it may write cannot be known without writing.
(rows_of | length) as $count
| ($settings["template-id"] | filled // "1") as $template
| ([$input.templates | rows_of[] | objects | .id | text]) as $known
| {
    detail: "Incidents can be read; \($count) involve this user.",
    version: $settings.version,
    read: true,
    write: null,
    warnings: [
      (if $known != [] and ($known | index($template)) == null then "There is no incident template \($template): set template-id to one of \($known | join(", "))." else empty end),
      (if ($settings["severity-ids"] | filled) == null then "severity-ids is empty, so severities are not written." else empty end)
    ]
  }
