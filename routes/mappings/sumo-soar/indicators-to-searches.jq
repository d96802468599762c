# Indicators -> bodies of POST /entities/search/, one for each.
if type != "array" then error("expected an array of indicators") else . end
| [.[] | {page_number: 1, page_size: 150, filter: ("value:" + (.value | text // "" | quoted))}]
