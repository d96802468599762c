# Indicators that the search found and $input.indicators -> {send, indicators, unknown}.
. as $found
| [$input.indicators | list[] | objects] as $all
| [range($all | length) as $i
    | $all[$i] as $one
    | ([$found | list[] | objects | select(.value == $one.value) | .id | text | filled | select(. != null)][0]) as $id
    | if $id == null then {unknown: true}
      else {send: {method: "DELETE", path: "/threat-intel-indicators/\($id | @uri)"}, indicator: {type: $one.type, value: $one.value}} end]
| {send: [.[] | .send | select(. != null)], indicators: [.[] | .indicator | select(. != null)], unknown: ([.[] | select(.unknown)] | length)}
