# Answer of a create -> {remoteId, version, url}. There are no versions.
need_object("an incident")
| unwrapped
| if (.id | text | filled) == null then error("the answer has no field id, so it is no incident") else result end
