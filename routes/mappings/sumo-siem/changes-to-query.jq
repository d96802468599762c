# {since, from, limit} -> query of GET /insights: what was changed since, in order of change. The watermark is {at, ids} as text: when the
# last told change was, and which insights that changed at that very time were told. $settings: query.
need_object("a question for changes")
| (if .since == null then null else .since | fromjson end) as $mark
| (.from | known_instant) as $from
| (if $mark != null then "lastUpdated:>=\($mark.at)" elif $from != null then "lastUpdated:>=\($from)" else null end) as $when
| {
    q: ([$when, ($settings.query | filled)] | map(select(. != null)) | join(" ")),
    sorts: "lastUpdated",
    limit: ([50, (.limit // 50) + ($mark.ids // [] | length)] | min),
    offset: 0,
    exclude: "signals.allRecords"
  }
