# Indicator as answered -> {remoteId, version, url}.
need_object("an indicator")
| if (.id | filled) == null then error("the answer has no field id, so it is no indicator") else result end
