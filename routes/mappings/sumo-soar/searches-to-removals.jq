# Entities that the searches found and $input.indicators -> {send, indicators, unknown}: each entity that has our tag loses its tags and text.
. as $found
| [$input.indicators | list[]] as $all
| [range($all | length) as $i
    | $all[$i] as $one
    | ([$found | rows_of[] | objects | unwrapped | select((.value | text) == ($one.value | text))
        | select([.tag | list[] | if type == "object" then .value else . end | text] | index("soarbridge") != null) | .id][0]) as $id
    | if $id == null then {unknown: true}
      else {send: {method: "PATCH", path: "/entities/\($id | text | @uri)/", body: {tag: "", additional_info: ""}}, indicator: {type: $one.type, value: $one.value}} end]
| {send: [.[] | .send | select(. != null)], indicators: [.[] | .indicator | select(. != null)], unknown: ([.[] | select(.unknown)] | length)}
