# Incident as answered -> {remoteId, version, url}. url is null: the API does not tell the address of the web page.
# null, which is what an empty answer becomes: a pre-process rule of the tenant dropped the incident.
if . == null then {remoteId: null, version: null, url: null, outcome: "dropped-by-rule"}
else
  need_object("an incident")
  | if (.id | filled) == null then error("the answer has no field id, so it is no incident") else result end
end
