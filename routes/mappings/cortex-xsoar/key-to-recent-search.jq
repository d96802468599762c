# $input: {externalKey, since} -> body of POST /incidents/search for the first page of all incidents created since then, oldest first.
# For tenants where the key field cannot be searched: the pages are looked through for our label (search-to-found.jq).
# fromDate: RFC 3339 with zone, on created.
if ($input.since | filled) == null then error("looking through recent incidents needs $input.since") else . end
| {
    filter: {
      query: "",
      page: 0,
      size: 500,
      fromDate: $input.since,
      sort: [{field: "created", asc: true}]
    }
  }
