# Incident (GET /incident/load/{id}, or an element of a search) -> Case.
# $input: {source, connection, url, room}, all optional; room is the answer of POST /investigation/{id}, whose chats and notes become
# comments and whose files attachments. $settings: external-key-field.
# Times: RFC 3339 with up to nanoseconds; year 1 and 1970-01-01 mean none. Lists are null when empty.
# uid is the bridge's key when the incident carries one, else <source>:<id>. "Resolved" is the stock reason of any closing and is no
# verdict by itself. Severity 0, 0.5, 1-4 and status 0-3: see common.jq.
need_object("an incident")
| if (.id | filled) == null then error("expected an incident with the field id") else . end
| case_of($input; $settings["external-key-field"] // "dbotMirrorId")
