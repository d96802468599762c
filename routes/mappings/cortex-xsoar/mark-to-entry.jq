# {note} and $input = {remoteId, entryId} -> body of POST /entry/note with an id, which marks that entry as a note, or takes the mark away.
need_object("what to do")
| if ($input.entryId | filled) == null then error("marking an entry needs $input.entryId") else . end
| {id: ($input.entryId | text), version: "-1", investigationId: ($input.remoteId | text), data: (if .note == false then "false" else "true" end)}
