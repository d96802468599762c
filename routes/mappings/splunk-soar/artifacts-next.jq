# A page of a list that goes by id and $request -> the query of the next page, or null.
(.data | list) as $rows
| if $rows == [] or ($rows | length) >= (.count // 0) then null
  else $request | ._filter_id__gt = ($rows[-1].id | if type == "number" then python else error("a row of the list has no number") end) end
