# -> body of POST /playbook_run/{id} that cancels the run.
{cancel: true}
