# {folder}, a name, and $input.folders -> body of PATCH /incidents/{id}/folder/.
need_object("a folder")
| (.folder | text | filled) as $name
| [$input.folders | rows_of[] | objects | select((.name | text) == $name) | .id]
| if . == [] then error("there is no folder \($name // "without a name")") else {folder_id: .[0]} end
