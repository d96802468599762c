# Answer of GET /container, a list -> query of GET /artifact for the artifacts of all its rows.
need_object("a list")
| {
    _filter_container__in: ([.data | list[] | objects | .id | select(type == "number")] | python),
    _filter_id__gt: "0",
    sort: "id",
    order: "asc",
    page: 0,
    page_size: 200
  }
