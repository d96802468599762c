# Notes of an incident, null when they cannot be listed, and $input.comment -> {remoteId} of the one with its mark, or {}.
($input.comment.uid | mark_of) as $mark
| if $mark == null then {}
  else [rows_of[] | objects | unwrapped | select((.title | text // "") | endswith($mark)) | .id | text | filled | select(. != null)]
    | if . == [] then {} else {remoteId: .[0]} end end
