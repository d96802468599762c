# Answer of GET /lists and $input = {name, data} -> body of POST /lists/save: the list as it is with other data, a new one, or null when
# it already says so.
if ($input.name | filled) == null then error("saving a list needs its name") else . end
| ([list[] | objects | select(.name == $input.name)][0]) as $known
| if $known == null then {name: ($input.name | text), data: ($input.data | text // ""), type: "plain_text"}
  elif $known.data == ($input.data | text // "") then null
  else $known + {data: ($input.data | text // "")}
  end
