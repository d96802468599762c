# Task as read and $input = {status} -> the whole task to send back (PUT, there are no single changes), or null when it is so already.
# status: O open, C closed; the server sets and takes away the time of closing.
need_object("a task")
| ($input | obj | .status | filled) as $status
| if $status != "O" and $status != "C" then error("a task's status is O for open or C for closed") else . end
| if .status == $status then null else .status = $status end
