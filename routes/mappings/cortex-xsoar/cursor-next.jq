# Answer of POST /incidents/search, $request = what was asked, $input.asked.limit -> the next page from the cursor of the last row, or null.
# searchAfter is the answer's, or the last row's sortValues; by page number where the server gives neither.
$request.filter as $asked
| [.data | list[]] as $rows
| (.searchAfter // ($rows | last | obj | .sortValues)) as $cursor
| if ($rows | length) < $asked.size or $rows == [] then null
  elif ($cursor | list) == [] then $request | .filter.page = $asked.page + 1
  else $request | .filter.searchAfter = $cursor
  end
