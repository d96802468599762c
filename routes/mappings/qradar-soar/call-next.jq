# A page of a paged query and $request -> the request for the next page, or null: at the end, and after as many pages as were asked for.
(obj | .data | list) as $rows
| ($request.body | obj | .start | if type == "number" then . else 0 end) as $start
| ($request.body | obj | .length | if type == "number" and . > 0 then . else 100 end) as $length
| if $rows == [] or $start + ($rows | length) >= (obj | .recordsFiltered // 0) then null
  elif (($start / $length) | floor) + 1 >= ($request.pages // 1) then null
  else $request | .body.start = $start + ($rows | length) end
