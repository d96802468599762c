# Entry as answered -> {remoteId, version, url}.
need_object("an entry")
| if (.id | filled) == null then error("the answer has no field id, so it is no entry") else result end
