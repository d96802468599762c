# A page of that search and $request -> the query for the next page, or null.
data_of
| if .hasNextPage == true and (.objects | list | length) > 0 then (.objects | length) as $read | $request | .offset = ((.offset // 0) + $read) else null end
