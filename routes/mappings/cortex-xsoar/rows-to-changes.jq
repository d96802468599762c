# Rows of POST /incidents/search, oldest change first, and $input = {asked: {since, from, limit}, connection, source, url}
# -> {cases, watermark, more}. The watermark remembers id and version of what was told within the last changes-overlap seconds, so that
# what becomes searchable late is still told; at most 100, and all that have the very last time.
# $settings: external-key-field, changes-overlap (seconds).
if type == "array" then . else error("expected the rows of a search") end
| . as $rows
| ($input.asked | since_mark) as $mark
| ($input.asked.limit // 100) as $limit
| (($settings["changes-overlap"] | text // "60") | tonumber * 1000) as $overlap
| [$rows[] | objects | select(($mark.seen[.id | text] // [null])[0] != .version)] as $new
| $new[:$limit] as $told
| ([$told[] | {key: (.id | text), value: [.version, (.modified | instant_to_ms) // 0]}] | from_entries) as $fresh
| ($mark.seen + $fresh) as $seen
| (if $told == [] then null else ([$fresh[] | .[1]] | max) end) as $last
| {
    cases: [$told[] | case_of($input; $settings["external-key-field"] // "dbotMirrorId")],
    watermark: (if $last == null then $mark
      else
        ([$seen[] | .[1]] | sort) as $times
        | ([$last - $overlap, (if ($times | length) > 100 then $times[-100] else 0 end)] | max) as $from
        | {from: ($from | to_instant), seen: ($seen | with_entries(select(.value[1] >= $from)))}
      end | tojson),
    more: (($new | length) > $limit or (($rows | length) >= 1000 and $new != []))
  }
