# Indicators -> body of POST /entities/search/ for the first; searches-next has the others. One value a search: a list of them is not known.
if type != "array" then error("expected an array of indicators") else . end
| searches[0] // {page_number: 1, page_size: 1, filter: "value:\"\""}
