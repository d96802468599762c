# Container (GET /container/{id}) -> Case. $input: {artifacts, comments, attachments, statuses, source, connection, url}, all optional;
# artifacts are its artifacts, comments and attachments the answers for them, statuses the answer of GET /container_status. Times: RFC 3339 in UTC with microseconds.
need_object("a container")
| if (.id | text | filled) == null then error("expected a container with the field id") else . end
| case_in({artifacts: $input.artifacts, comments: ($input.comments | obj | .data), attachments: ($input.attachments | obj | .data)}; $input.statuses)
