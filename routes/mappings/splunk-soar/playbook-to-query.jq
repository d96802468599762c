# {playbook, inputs} and $input = {remoteId} -> query of GET /playbook_run for runs of this playbook at this container that have not ended.
# playbook: a number, or repository/name. An earlier attempt may have started it without our hearing so.
need_object("a playbook to run")
| (.playbook | text | filled) as $playbook
| if $playbook == null then error("running a playbook needs its number, or repository/name") else . end
| {
    _filter_container: (need_remote | python),
    _filter_status__in: (["pending", "running"] | python),
    sort: "id",
    order: "desc",
    page: 0,
    page_size: 50
  }
| if $playbook | test("^[0-9]+$") then ._filter_playbook = $playbook else ._filter_playbook__name = ($playbook | sub("^[^/]*/"; "") | python) end
