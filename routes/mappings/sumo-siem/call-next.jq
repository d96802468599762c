# A page of any list and $request -> the request for the next page: by token where the answer has one, else by offset. null at the end.
# $request.pages is how many were asked for, and is counted down.
(data_of | obj) as $data
| ($data.nextPageToken // .nextPageToken | text | filled) as $token
| ($request.pages // 1) as $left
| if $left <= 1 then null
  elif $token != null then $request | .query.nextPageToken = $token | .pages = $left - 1
  elif $data.hasNextPage == true then
    $request | .query.offset = (($request.query.offset // 0 | tonumber) + ($data.objects | list | length)) | .pages = $left - 1
  else null end
