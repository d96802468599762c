# {column: value} -> body of POST /incidents/{id}/table_data/{table}/row_data.
need_object("a row")
| {cells: with_entries(.value |= {value: .})}
