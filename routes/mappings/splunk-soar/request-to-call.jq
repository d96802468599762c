# {method, path or object and id, query, filter, exclude, sort, order, body, form, pages} -> {method, path, query, body, form, pages}.
# object names a type; filter and exclude are {name: value}, written as the product reads them: {"name__icontains": "x", "id__in": [1, 2]}.
# Writes of containers and artifacts may only have fields that the product knows: it swallows all others without a word.
def path_of:
  {"container": "/container", "event": "/container", "case": "/container", "artifact": "/artifact", "playbook": "/playbook", "run": "/playbook_run",
   "action": "/action_run", "asset": "/asset", "app": "/app", "user": "/ph_user", "role": "/role", "list": "/decided_list", "note": "/note",
   "comment": "/container_comment", "attachment": "/container_attachment", "evidence": "/evidence", "status": "/container_status",
   "severity": "/severity", "tenant": "/tenant", "phase": "/workbook_phase", "task": "/workbook_task", "template": "/workbook_template"}[sub("s$"; "")];

def known_fields:
  if test("^/container(/[0-9]+)?$") then
    ["name", "label", "severity", "sensitivity", "status", "source_data_identifier", "container_type", "template_id", "template", "asset_id",
     "ingest_app_id", "tenant_id", "role_id", "owner_id", "description", "data", "custom_fields", "tags", "kill_chain", "due_time", "start_time",
     "end_time", "open_time", "close_time", "authorized_users", "run_automation", "artifacts", "id"]
  elif test("^/artifact(/[0-9]+)?$") then
    ["container_id", "name", "label", "type", "severity", "tags", "description", "kill_chain", "start_time", "end_time", "owner_id", "ingest_app_id",
     "cef", "cef_types", "data", "source_data_identifier", "run_automation", "id"]
  else null end;

need_object("a request")
| . as $asked
| ((keys) - ["method", "path", "object", "id", "query", "filter", "exclude", "sort", "order", "body", "form", "pages"]) as $unknown
| if $unknown != [] then error("a request has no field \($unknown | join(", "))") else . end
| (.method | text // "GET" | ascii_upcase) as $method
| (if (.object | filled) == null then (.path | text // "")
   else (.object | ascii_downcase | path_of) // error("there is no object \(.object). There are containers, cases, artifacts, playbooks, runs, assets, users, roles, lists, notes, comments, attachments and more")
     | . + ($asked.id | text | filled | if . == null then "" else "/" + @uri end) end) as $path
| ($path | known_fields) as $known
| if $method == "POST" and $known != null then
    ([.body | if type == "array" then .[] else . end | obj | keys[]] - $known | distinct) as $wrong
    | if $wrong != [] then error("\($path) has no field \($wrong | join(", ")); it would be ignored without a word") else . end
  else . end
| ((.filter | obj | to_entries | map({key: ("_filter_" + .key), value: (.value | python)}))
   + (.exclude | obj | to_entries | map({key: ("_exclude_" + .key), value: (.value | python)}))
   + (if (.object | text // "" | ascii_downcase | sub("s$"; "")) == "case" and (.id | text | filled) == null and $method == "GET" then [{key: "_filter_container_type", value: ("case" | python)}] else [] end)
   | from_entries) as $filters
| (if .pages == null then {} else {page: (if $path == "/search" then 1 else 0 end), page_size: 100} + (if $path == "/search" or $path == "/audit" then {} else {sort: "id", order: "asc"} end) end) as $paging
| ($paging + ({sort, order} | with_entries(select(.value != null))) + (.query | obj) + $filters) as $query
| {method: $method, path: $path}
| if $query == {} then . else .query = $query end
| if $asked.body == null then . else .body = $asked.body end
| if $asked.form == null then . else .form = $asked.form end
| if $asked.pages == null then . else .pages = $asked.pages end
