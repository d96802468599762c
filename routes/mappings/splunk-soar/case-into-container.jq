# Container as read and $input = Case -> body of POST /container/{id}: what is ours, merged with what others wrote.
# $variables: {severities, statuses}. Status and owner belong to the people who work on the container.
# A severity that is not known leaves the container's alone. Tags: those we wrote before go, those of the case come, all others stay. data: other keys stay.
need_object("the container")
| . as $container
| ($input | without_nul | safe_html) as $case
| (kept | .wrote | obj) as $wrote
| (if $case.severity.id | severity_known then $case.severity.id | severity_out($variables.severities | obj | names) else null end) as $severity
| ($case | tags_out) as $tags
| [.tags | list[] | text | select(. != null)] as $present
| {
    name: ($case | name_out),
    severity: $severity,
    description: ($case.description.text // ""),
    tags: (($present - (($wrote.tags | list) - $tags)) + $tags | distinct),
    data: ((.data | obj) + {
      soarbridge: (($case | kept_out($severity; $wrote.status)) + (if kept == {} then {} else kept | {status} end)),
      raw: $case.raw
    })
  }
| if .severity == null then del(.severity) else . end
| (.data.soarbridge.wrote.severity) |= (. // $wrote.severity)
| if ({severity: $container.severity} + .) == ($container | {name, severity, description, tags, data}) then null else . end
