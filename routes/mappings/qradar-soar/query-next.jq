# Answer of POST /incidents/query_paged, $request = what was asked, $input = {externalKey} -> the next page, or null when the key was on
# this page or there are no more rows.
(.data | list) as $rows
| if $rows == [] or $request.start + ($rows | length) >= (.recordsFiltered // 0) then null
  elif [$rows[] | objects | select(key_of == $input.externalKey)] != [] then null
  else $request | .start = .start + ($rows | length) end
