# Answer of GET /incidents/{id}/table_data/{table}, or null where there is none, and $input.row, the body of a POST -> {remoteId, version,
# url} of the row with those cells, or null. Cells that were not given do not count.
($input.row | need_object("a row") | .cells | obj | to_entries) as $wanted
| [obj | .rows | list[] | objects | select((.id | filled) != null)
   | select((.cells | obj) as $cells | $wanted | all(.[]; . as $one | ($cells[$one.key] | obj | .value) == $one.value.value))]
| if . == [] then null else .[0] | result end
