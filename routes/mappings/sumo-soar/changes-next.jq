# A page of that search, $request, and $input.asked: {since} -> the next page's body, or null: after a page that is not full, and when the
# page runs from new to old and has reached what was told already.
rows_of as $rows
| ($input.asked.since | number) as $since
| [$rows[] | objects | unwrapped | .id | number] as $ids
| if ($rows | length) < ($request.page_size // 50) then null
  elif $ids[0] > $ids[-1] and $ids[-1] <= $since then null
  else $request | .page_number = ((.page_number // 1) + 1) end
