# {method, path, query, body, pages} -> the same, checked.
need_object("a request")
| ((keys) - ["method", "path", "query", "body", "pages"]) as $unknown
| if $unknown != [] then error("a request has no field \($unknown | join(", "))") else . end
| .method = (.method | text // "GET" | ascii_upcase)
| with_entries(select(.value != null))
