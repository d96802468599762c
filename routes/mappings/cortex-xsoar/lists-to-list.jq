# Answer of GET /lists, null when there are none, and $input.name -> {name, data, version}, or null.
[list[] | objects | select(.name == $input.name)]
| if . == [] then null else .[0] | {name: .name, data: (.data | text // ""), version: .version} end
