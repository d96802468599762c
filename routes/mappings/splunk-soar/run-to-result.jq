# Answer of POST /playbook_run, {playbook_run_id, received}, the id being a text -> {runId}.
need_object("an answer")
| (.playbook_run_id | text | filled) as $run
| if $run == null then error("the run was not received: \(.message | text // "no reason given" | one_line(300))") else {runId: $run} end
