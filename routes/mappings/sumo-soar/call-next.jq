# A page of any list and $request -> the request for the next page, or null: searches count their pages in the body, others in the query.
# $request.pages is how many were asked for.
rows_of as $rows
| (if $request.method == "POST" then $request.body else $request.query end | obj) as $paging
| ($paging.page_size // 50 | tonumber) as $size
| ($paging.page_number // 1 | tonumber) as $page
| if ($rows | length) < $size or $page >= ($request.pages // 1) then null
  elif $request.method == "POST" then $request | .body.page_number = $page + 1
  else $request | .query.page_number = $page + 1 end
