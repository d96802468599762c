# Rows of that search and $input.asked: {since, from, limit} -> {rows, watermark, more}. The watermark is the highest id that was told:
# ids only grow, and there is no time of change.
($input.asked.since | number) as $since
| ($input.asked.from | known_instant) as $from
| ($input.asked.limit // 50) as $limit
| [.[] | objects | . as $row | unwrapped | (.id | number) as $id
    | select($id > $since)
    | select($input.asked.since != null or $from == null or ((.openingtime | date_in) // $from) >= $from)
    | {id: $id, row: $row}]
| sort_by(.id) as $new
| $new[:$limit] as $told
| {
    rows: [$told[] | .row],
    watermark: (if $told == [] then $since else $told[-1].id end | tostring),
    more: (($new | length) > ($told | length))
  }
