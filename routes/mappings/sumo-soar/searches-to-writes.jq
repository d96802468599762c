# Entities that those searches found and $input.indicators -> {send, refused}: a PATCH for an entity that is there, a POST for a new one.
# $settings: entities-path.
. as $found
| [$input.indicators | list[]] as $all
| [range($all | length) as $i
    | $all[$i]
    | . as $one
    | (if (.value | filled) == null then null else entity_type end) as $type
    | if $type == null then {refused: {type: $one.type, value: $one.value, reason: "Cloud SOAR has no entity of this kind"}}
      else
        ([$found | rows_of[] | objects | unwrapped | select((.value | text) == ($one.value | text)) | .id][0]) as $id
        | {tag: (["soarbridge", (.verdict | text | filled // "unknown" | ascii_upcase)] + [.tags | list[] | text | one_line(100) | split(",") | join(" ")] | distinct | join(",")),
           additional_info: ([(.description | text | filled), (.source | text | filled | if . == null then null else "Source: " + . end),
             (.confidence | text | if . == null then null else "Confidence: " + . end), (.expiresAt | text | filled | if . == null then null else "Until: " + . end)]
             | map(select(. != null)) | join("\n"))} as $words
        | if $id == null then {send: {method: "POST", path: ($settings["entities-path"] | filled // "/entities/"), body: ({value: $one.value, type: $type} + $words)}}
          else {send: {method: "PATCH", path: "/entities/\($id | text | @uri)/", body: $words}} end
        | .indicator = {type: $one.type, value: $one.value}
      end]
| {send: [.[] | .send | select(. != null)], indicators: [.[] | select(.send != null) | .indicator], refused: [.[] | .refused | select(. != null)]}
