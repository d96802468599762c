# $input: {remoteId} -> query of a list below a container, such as GET /container/{id}/comments, newest first, with names of users and
# facts of files.
need_remote | {sort: "id", order: "desc", page: 0, page_size: 200, pretty: "true"}
