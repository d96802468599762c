# Answer of POST /incidents/search, $request = what was asked, $input.asked = {since, from, limit} -> the next page when a full one had nothing
# new, else null.
$request.filter as $asked
| ($input.asked | since_mark) as $mark
| if ([.data | list[]] | length) < $asked.size then null
  elif ([rows[] | select(($mark.seen[.id | text] // [null])[0] != .version)] | length) > 0 then null
  else $request | .filter.page = $asked.page + 1
  end
