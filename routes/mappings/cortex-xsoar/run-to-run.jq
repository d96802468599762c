# Answer of POST /inv-playbook/new/{playbook}/{incident} -> {runId}.
need_object("a playbook's run")
| if (.playbookId | filled) == null then error("the answer names no playbook, so it is no run") else {runId: run_id} end
