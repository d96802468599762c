# Answer of GET /container and $input = {asked: {since, from}, artifacts, statuses, connection} -> {cases, watermark, more}.
# Rows at the watermark's time that were told before are left out.
need_object("a list")
| ($input.asked | obj | .since | text | filled) as $since
| (if $since == null then [(($input.asked | obj | .from | filled) // "1970-01-01T00:00:00Z"), ""] else ($since | split(" ")) end) as $mark
| ([$mark[1] // "" | split(",")[] | select(. != "")]) as $told
| [.data | list[] | objects | select((.id | text | filled) != null)] as $rows
| [$rows[] | (.id | text) as $id | select((.update_time == $mark[0] and ($told | index($id)) != null) | not)] as $new
| (if $rows == [] then $mark[0] else ($rows[-1].update_time // $mark[0]) end) as $time
| {
    cases: [$new[] | .id as $id | case_in({artifacts: [$input.artifacts | list[] | objects | select(.container == $id)]}; $input.statuses)],
    watermark: ($time + " " + ((if $time == $mark[0] then $told else [] end) + [$rows[] | select(.update_time == $time) | .id | text] | distinct | join(","))),
    more: ((.count // 0) > ($rows | length))
  }
