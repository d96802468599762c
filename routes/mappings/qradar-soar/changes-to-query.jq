# {since, from, limit} -> body of POST /incidents/query_paged for incidents by time of their last change. since is our own watermark:
# {at, seen} as JSON, the latest time read and the incidents with exactly that time that were told already.
need_object("a question for changes")
| (if (.since | filled) == null then {at: (.from | instant_to_ms), seen: []} else .since | watermark end) as $mark
| ($mark.seen | length) as $seen
| ([.limit // 100, 100] | min) as $limit
| {
    filters: (if $mark.at == null then [] else [{conditions: [{field_name: "inc_last_modified_date", method: "gte", value: $mark.at}]}] end),
    sorts: [{field_name: "inc_last_modified_date", type: "asc"}],
    start: (if $seen + $limit > 100 then $seen else 0 end),
    length: (if $seen + $limit > 100 then $limit else $seen + $limit end)
  }
