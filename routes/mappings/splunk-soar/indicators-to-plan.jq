# Indicators and $input = {list, current}, current being the custom list or null -> {create, changes, pushed, refused}.
# A row: type, value, verdict, confidence, source, expires, description. Rows are known by type and value.
def cells: [.type, .value, (.verdict | text // ""), (.confidence | text // ""), (.source | text // ""), (.expiresAt | text // ""), (.description | text // "" | one_line(1000))];

if type != "array" then error("expected an array of indicators") else without_nul end
| [.[] | objects | select((.type | filled) != null and (.value | filled) != null)] as $good
| [.[] | select((type == "object" and (.type | filled) != null and (.value | filled) != null) | not)
    | {type: (obj | .type | text), value: (obj | .value | text), reason: "an indicator needs a type and a value"}] as $refused
| ($good | map({key: ([.type, .value] | tojson), value: cells}) | from_entries) as $rows
| ([$input.current | obj | .content | list[]] | to_entries | map({key: ([.value | list | (.[0] // ""), (.[1] // "")] | tojson), value: {at: .key, row: .value}}) | from_entries) as $there
| ($rows | to_entries | map(select($there[.key] == null) | .value)) as $append
| ($rows | to_entries | map(select($there[.key] != null and $there[.key].row != .value) | {key: ($there[.key].at | tostring), value: .value}) | from_entries) as $update
| {
    create: (if $input.current == null and $append != [] then {name: $input.list, content: $append} else null end),
    changes: (if $input.current == null then []
      else [(if $update == {} then empty else {update_rows: $update} end), (if $append == [] then empty else {append_rows: $append} end)] end),
    result: {pushed: ($good | length), refused: $refused}
  }
