# Answer of POST /incidents/query_paged with names, $input = {asked: {since, from, limit}, query: {start, length}} -> {cases,
# watermark, more}.
need_object("a query's answer")
| ($input.asked | obj) as $asked
| (if ($asked.since | filled) == null then {at: ($asked.from | instant_to_ms), seen: []} else $asked.since | watermark end) as $mark
| [.data | list[] | objects | select((.id | filled) != null)] as $all
| [$all[] | . as $row | select((.inc_last_modified_date == $mark.at and ($mark.seen | index($row.id)) != null) | not)] as $new
| (if $new == [] then $mark.at // 0 else $new[-1].inc_last_modified_date end) as $at
| {
    cases: [$new[] | case_in([])],
    watermark: ({at: $at, seen: ((if $at == $mark.at then $mark.seen else [] end) + [$new[] | select(.inc_last_modified_date == $at) | .id])} | tojson),
    more: (($all | length) >= ($input.query | obj | .length // 1))
  }
