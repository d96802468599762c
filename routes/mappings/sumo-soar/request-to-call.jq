# {method, path, query, body, form, pages} -> the same with the slash that paths end with there, but for version legacy-2.
need_object("a request")
| ((keys) - ["method", "path", "query", "body", "form", "pages"]) as $unknown
| if $unknown != [] then error("a request has no field \($unknown | join(", "))") else . end
| .method = (.method | text // "GET" | ascii_upcase)
| .path = ((.path | text // "") | if $settings.version == "legacy-2" or endswith("/") then . else . + "/" end)
| with_entries(select(.value != null))
