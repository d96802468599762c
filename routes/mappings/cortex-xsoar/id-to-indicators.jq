# $input.indicatorId -> body of POST /indicators/search for that indicator.
if ($input.indicatorId | filled) == null then error("changing an indicator needs $input.indicatorId") else . end
| {query: ("id:" + ($input.indicatorId | quoted)), page: 0, size: 1}
