# {uid, name, instructions, phase} -> body of POST /incidents/{id}/tasks. A uid makes the last line of the instructions.
need_object("a task")
| if (.name | filled) == null then error("a task needs a name") else . end
| [(.instructions | filled), (if (.uid | filled) == null then null else uid_mark end) | select(. != null)] as $lines
| {name: (.name | one_line(255))}
  + (if $lines == [] then {} else {instructions: {format: "text", content: ($lines | join("\n"))}} end)
  + (if (.phase | filled) == null then {} else {phase_id: {name: .phase}} end)
