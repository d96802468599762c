# $input: {remoteId} -> query of GET /container/{id}/comments, newest first: what is repeated was written a moment ago.
need_remote | {sort: "id", order: "desc", page: 0, page_size: 200}
