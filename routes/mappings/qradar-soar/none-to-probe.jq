# -> body of POST /incidents/query_paged that reads one incident.
{filters: [], start: 0, length: 1}
