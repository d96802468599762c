# {append_rows} and $input = {list} -> body of POST /decided_list for a list that is not there yet.
need_object("rows") | {name: ($input.list | text), content: .append_rows}
