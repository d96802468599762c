# {query, limit} -> body of POST /incidents/search for all of it, by a cursor: pages of 500 at most, in order of creation and id.
need_object("a search")
| {
    filter: {
      query: (.query | text // ""),
      page: 0,
      size: ([500, (.limit // 500)] | min),
      sort: [{field: "created", asc: true}, {field: "id", asc: true}]
    }
  }
