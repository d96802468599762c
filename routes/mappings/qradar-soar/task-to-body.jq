# {name, instructions, phase} -> body of POST /incidents/{id}/tasks.
need_object("a task")
| if (.name | filled) == null then error("a task needs a name") else . end
| {name: (.name | one_line(255))}
  + (if (.instructions | filled) == null then {} else {instr_text: {format: "text", content: .instructions}} end)
  + (if (.phase | filled) == null then {} else {phase_id: {name: .phase}} end)
