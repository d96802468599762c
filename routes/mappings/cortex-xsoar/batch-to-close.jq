# {ids, closeReason, closeNotes} -> body of POST /incident/batchClose.
need_object("what to close")
| [.ids | list[] | text] as $ids
| if $ids == [] then error("closing needs at least one id in the field ids") else . end
| {ids: $ids, all: false, filter: {}, closeReason: ((.closeReason | filled) // "Resolved"), closeNotes: (.closeNotes | text // ""),
   CustomFields: {}, overrideInvestigation: true}
