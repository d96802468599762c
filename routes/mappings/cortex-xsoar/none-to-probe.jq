# -> rows for POST /incident/close of an incident that does not exist: the refusal tells whether the key may write, and nothing changes.
[{id: "soarbridge-check", closeNotes: "", closeReason: ""}]
