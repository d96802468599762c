# Rows for a custom list, each an array of cells -> body of POST /decided_list/{name}.
if type != "array" or . == [] then error("expected an array of rows, at least one") else . end
| {append_rows: [.[] | if type == "array" then map(text // "") else [text // ""] end]}
