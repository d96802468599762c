# Comments of an insight and $input.comment -> {remoteId} of the one with its mark, or {}.
($input.comment.uid | mark_of) as $mark
| if $mark == null then {}
  else [data_of | .comments | list[] | objects | select((.body | text // "") | endswith($mark)) | .id | text | filled | select(. != null)]
    | if . == [] then {} else {remoteId: .[0]} end end
