# -> body of POST /incidents/search for one row: the least that proves URL, prefix, credentials and the permission to read.
{filter: {query: "", page: 0, size: 1, sort: [{field: "created", asc: false}]}}
