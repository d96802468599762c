# Answer of POST /playbook/search and $input.asked.playbook -> the id of the playbook with that id or name; what was asked for when none is.
($input.asked.playbook | text) as $wanted
| [obj | .playbooks | list[] | objects | select((.id | filled) != null)] as $all
| ([$all[] | select(.id == $wanted)] + [$all[] | select((.name | text // "" | ascii_downcase) == ($wanted | ascii_downcase))])[0].id // $wanted
