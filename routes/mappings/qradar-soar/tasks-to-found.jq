# Answer of GET /incidents/{id}/tasks and $input.task, the body of a POST -> {remoteId, version, url} of the task with that name and those
# instructions, or null. Spaces and line ends do not count.
($input.task | need_object("a task")) as $wanted
| ($wanted.instructions | area_in | squeezed) as $text
| [list[] | objects | select((.id | filled) != null and .name == $wanted.name and (.instructions | area_in | squeezed) == $text)]
| if . == [] then null else .[0] | result end
