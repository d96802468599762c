# $input: {remoteId, name, comment} -> body of POST /container_attachment; file_content is filled in by the call.
{container_id: need_remote, file_name: (($input.name | filled) // "file"), metadata: {}}
| (($input.comment | text | filled) as $comment | if $comment == null then . else .metadata.description = $comment end)
