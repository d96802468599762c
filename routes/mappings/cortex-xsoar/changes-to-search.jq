# {since, from, limit} -> body of POST /incidents/search: what was modified since the watermark, oldest first, and no more than is new.
# modified:>= is what the product's own mirroring and others read by; the rows seen before are told apart by id and version, so that
# rows with one time are neither skipped nor told twice. size is at most 1000. $settings: changes-query.
need_object("what to read")
| since_mark as $mark
| ($settings["changes-query"] | filled) as $only
| {
    filter: {
      query: ([$only, (if $mark.from == null then null else "modified:>=" + ($mark.from | quoted) end)] | map(select(. != null)) | join(" and ")),
      page: 0,
      size: ([1000, (.limit // 100) + ($mark.seen | length) + 1] | min),
      sort: [{field: "modified", asc: true}, {field: "id", asc: true}]
    }
  }
