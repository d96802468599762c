# $input: {externalKey} -> query of GET /container for the containers with this source_data_identifier, oldest first.
if ($input.externalKey | filled) == null then error("finding a container needs $input.externalKey") else . end
| {_filter_source_data_identifier: ($input.externalKey | python), sort: "id", order: "asc", page: 0, page_size: 10}
