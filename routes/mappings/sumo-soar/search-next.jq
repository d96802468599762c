# A page of a search and $request, its body -> the body for the next page, or null after a page that is not full.
if (rows_of | length) < ($request.page_size // 50) then null
else $request | .page_number = ((.page_number // 1) + 1) end
