# Answer of any request and $request -> the request for the next page of a search, or null. The page number is in body.filter for
# incidents, and in the body itself for indicators.
if $request.pages == null or $request.pages <= 1 or type != "object" then null
else
  ([.data, .iocObjects, .playbooks | select(. != null)][0] | list | length) as $got
  | ($request.body | obj) as $body
  | (if $body.filter | type == "object" then $body.filter else $body end) as $asked
  | if $got == 0 or ($asked.size != null and $got < $asked.size) then null
    elif $body.filter | type == "object" then $request | .body.filter.page = (($asked.page // 0) + 1) | .pages -= 1
    else $request | .body = ($body + {page: (($asked.page // 0) + 1)}) | .pages -= 1
    end
end
