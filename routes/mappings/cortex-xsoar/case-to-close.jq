# Case -> body of POST /incident/close. $input: {remoteId}.
# closeReason is one of the stock values Resolved, False Positive, Duplicate, Other, by the verdict; without a verdict Resolved.
# The source's own reason is the first line of closeNotes; the last one holds it and the verdict for the way back.
if ($input.remoteId | filled) == null then error("closing needs $input.remoteId, the id of the incident") else . end
| {id: ($input.remoteId | text), closeReason: close_reason_out, closeNotes: closing_text, CustomFields: {}}
