# A page of any list and $request = {query, pages} -> the request for the next page, or null: after the last page by num_pages, after an
# empty page or one past the end, which is null, and after as many pages as were asked for. What counts its pages itself says no num_pages and ends with an empty page.
(if type == "array" then . else (.data // .results | list) end) as $rows
| ($request.query.page // 0 | tonumber) as $page
| (if $request.path == "/search" then $page else $page + 1 end) as $read
| if type == "array" or $rows == [] or $read >= ($request.pages // 1) then null
  elif type == "object" and .num_pages != null and $read >= .num_pages then null
  else $request | .query.page = $page + 1 end
