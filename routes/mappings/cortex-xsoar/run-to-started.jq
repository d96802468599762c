# Answer of GET /inv-playbook/{incident}, or null, and $input.playbook -> {runId} when that playbook runs there and has not ended, else null.
if type != "object" or .playbookId != $input.playbook then null
elif .state == "completed" or .state == "failed" or (.startDate | filled) == null then null
else {runId: run_id}
end
