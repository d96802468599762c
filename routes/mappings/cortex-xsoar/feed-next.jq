# $request, a body of POST /indicators/feed/json, and $input.feeds, all of them -> the one after it, or null.
# No more than the first value of each is compared: a value is in one of them only.
$request.indicators[0] as $sent
| [$input.feeds | to_entries[] | select(.value.indicators[0] == $sent) | .key][-1] as $at
| if $at == null then null else $input.feeds[$at + 1] // null end
