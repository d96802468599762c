# [{type, value}] and $input.current, the custom list or null -> {changes, result: {removed, unknown, refused}}.
if type != "array" then error("expected an array of indicators") else without_nul end
| [.[] | objects | select((.type | filled) != null and (.value | filled) != null) | [.type, .value]] as $wanted
| [.[] | select((type == "object" and (.type | filled) != null and (.value | filled) != null) | not)
    | {type: (obj | .type | text), value: (obj | .value | text), reason: "an indicator needs a type and a value"}] as $refused
| [$input.current | obj | .content | list[] | list | [(.[0] // ""), (.[1] // "")]] as $there
| ($wanted | distinct) as $each
| [$each[] as $one | select(($there | index([$one])) != null) | $one] as $found
| [range($there | length) as $i | select(($found | index([$there[$i]])) != null) | $i] as $rows
| {
    changes: (if $rows == [] then [] else [{delete_rows: $rows}] end),
    result: {removed: ($found | length), unknown: (($each | length) - ($found | length)), refused: $refused}
  }
