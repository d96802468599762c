# Answer of GET /inv-playbook/{incident} and $input.runId -> {runId, state, ended, message}. A run that was replaced is in pbHistory.
# States of runs: new, inprogress, paused, waiting, completed, failed; "" before it began. Of tasks: New InProgress Completed Waiting …
def state_in:
  {"": "pending", "new": "pending", "inprogress": "running", "paused": "waiting", "waiting": "waiting", "completed": "success",
   "failed": "failed"}[text // "" | ascii_downcase];

need_object("a playbook's run")
| ($input.runId | text // "") as $wanted
| (if $wanted == "" or run_id == $wanted then .
   else ([.pbHistory | list[] | objects | select(run_id == $wanted)][0]) end) as $run
| if $run == null then {runId: $wanted, state: "cancelled", ended: true, message: "another playbook was started in its place"}
  else
    ($run.state | state_in) as $state
    | [$run.tasks | obj | .[] | objects | select(.state == "Waiting") | .task | obj | .name | filled | select(. != null)] as $waiting
    | {
        runId: ($run | run_id),
        state: ($state // "running"),
        ended: ($state == "success" or $state == "failed"),
        message: (if $state == null then "the system says \($run.state)"
          elif $state == "waiting" and $waiting != [] then "waits for: " + ($waiting | join(", ")) else null end)
      }
  end
