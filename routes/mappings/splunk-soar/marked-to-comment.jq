# {comment, mark} and $input = {remoteId} -> body of POST /container_comment.
need_object("a comment") | without_nul | {container_id: need_remote, comment: .comment}
