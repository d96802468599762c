# {since, from, limit} -> query of GET /container for what changed since. since is our watermark: the time of the newest change told,
# and the ids told of that time. Rows of one time come in any order, so that time is asked for again, with room for what was told.
need_object("a question for changes")
| (.since | text | filled) as $since
| (if $since == null then [((.from | filled) // "1970-01-01T00:00:00Z"), ""] else ($since | split(" ")) end) as $mark
| ([$mark[1] // "" | split(",")[] | select(. != "")]) as $told
| {
    _filter_update_time__gte: ($mark[0] | python),
    sort: "update_time",
    order: "asc",
    page: 0,
    page_size: (((.limit // 100) | if type == "number" and . >= 1 then . else 100 end) + ($told | length))
  }
