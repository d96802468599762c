# {playbook, inputs} and $input = {remoteId} -> body of POST /playbook_run. $settings: inputs-form, as sources disagree on it.
need_object("a playbook to run")
| (.playbook | text | filled) as $playbook
| if $playbook == null then error("running a playbook needs its number, or repository/name") else . end
| (.inputs | obj) as $inputs
| {
    playbook_id: ($playbook | if test("^[0-9]{1,15}$") then tonumber else . end),
    container_id: need_remote,
    scope: "all",
    run: true,
    inputs: (if setting("inputs-form"; "object") == "text" then ($inputs | tojson) else $inputs end)
  }
| if $inputs == {} then del(.inputs) else . end
