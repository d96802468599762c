# {method, path, query, body, form, pages} and $input.org -> {method, path, query, body, form, pages} for an open call. A path is taken
# below the organization, unless it begins with one of the few that are not.
need_object("a request")
| ((keys) - ["method", "path", "query", "body", "form", "pages"]) as $unknown
| if $unknown != [] then error("a request has no field \($unknown | join(", "))") else . end
| (.path | text // "") as $path
| if ($path | startswith("/") | not) then error("a request needs a path that begins with /") else . end
| .method = (.method | text // "GET" | ascii_upcase)
| .path = (if $path | test("^/(orgs|session|const|search_ex|incidents/query_paged_all)(/|$)") then $path else "/orgs/\($input.org | text)" + $path end)
| if .pages == null or ($path | endswith("/query_paged") | not) then .
  else .method = "POST" | .body = ({start: 0, length: 100} + (.body | obj)) end
| with_entries(select(.value != null))
