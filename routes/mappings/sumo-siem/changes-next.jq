# A page of that list, $request, its query, and $input.asked: {since} -> the query for the next page while a full page had nothing but what was
# told of the watermark's own time, else null: more insights can have changed at one time than a page holds.
($input.asked.since) as $since
| (if $since == null then null else $since | fromjson end) as $mark
| data_of
| (.objects | list) as $rows
| if .hasNextPage == true and ([$rows[] | objects | .id as $id | select(.lastUpdated != $mark.at or ($mark.ids | index($id)) == null)] | length) == 0 and $rows != []
  then $request | .offset = ((.offset // 0) + ($rows | length)) else null end
