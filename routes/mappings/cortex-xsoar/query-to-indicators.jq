# {query, limit} -> body of POST /indicators/search, whose filter is at the top level.
need_object("a search")
| {query: (.query | text // ""), page: 0, size: ([1000, (.limit // 100)] | min), sort: [{field: "id", asc: true}]}
