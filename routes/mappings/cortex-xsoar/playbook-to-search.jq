# {playbook, inputs} -> body of POST /playbook/search for the playbook of that name or id.
need_object("a playbook to run")
| if (.playbook | filled) == null then error("running a playbook needs its name or id in the field playbook") else . end
| if (.inputs | obj) != {} then error("the API starts playbooks without inputs; put them into fields of the incident, which playbooks read") else . end
| {query: ("name:" + (.playbook | quoted)), page: 0, size: 100}
