# Incident -> body of POST /investigation/{id}, which answers the War Room, or null when nothing was opened yet.
need_object("an incident")
| if (.investigationId | filled) == null then null else {pageSize: 1000} end
