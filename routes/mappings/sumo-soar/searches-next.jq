# Any answer of that search, $request, and $input.indicators -> the search for the next value, or null after the last.
([$input.indicators | list | searches[]]) as $all
| [$all[] | .filter] as $filters
| ($filters | index($request.filter)) as $at
| if $at == null then null else $all[$at + 1] // null end
