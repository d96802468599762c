# $input: {remoteId} -> query of GET /artifact for the artifacts of this container. Pages go by id, so that nothing is missed or told twice
# while others write, and no page past the end is ever asked for.
need_remote
| {_filter_container: (. | python), _filter_id__gt: "0", sort: "id", order: "asc", page: 0, page_size: 200}
