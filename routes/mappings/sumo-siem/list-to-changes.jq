# The last page of that list that was read and $input: {asked, connection} -> {cases, watermark, more}.
data_of as $data
| ($input.asked.since) as $since
| (if $since == null then null else $since | fromjson end) as $mark
| ($input.asked.limit // 50) as $limit
| [$data.objects | list[] | objects | . as $one | select($mark == null or ((.lastUpdated == $mark.at) and ($mark.ids | index($one.id)) != null | not))] as $new
| $new[:$limit] as $told
| (if $told == [] then $mark // {at: "1970-01-02T00:00:00", ids: []}
   else $told[-1].lastUpdated as $at
     | {at: $at, ids: ((if $mark.at == $at then $mark.ids else [] end) + [$told[] | select(.lastUpdated == $at) | .id])} end) as $next
| {cases: [$told[] | insight_in], watermark: ($next | tojson), more: (($new | length) > ($told | length) or $data.hasNextPage == true)}
