# A page of comments, $request and $input.marked = {mark} -> the query of the next page, or null when the mark was here or there are no more.
$input.marked.mark as $mark
| (.data | list) as $rows
| if $rows == [] or $request.page + 1 >= (.num_pages // 0) or ([$rows[] | select(has_text($mark))] != []) then null
  else $request | .page = .page + 1 end
