# Container (GET /container/{id}) -> Case. $input: {artifacts, statuses, source, connection, url}, all optional; artifacts are its
# artifacts, statuses the answer of GET /container_status. Times: RFC 3339 in UTC with microseconds.
need_object("a container")
| if (.id | text | filled) == null then error("expected a container with the field id") else . end
| case_in($input.artifacts; $input.statuses)
