# Shared by the Elastic mappings.

# The alert document: bare, or inside a search hit {_id, _source}. Stops when it is certainly no alert.
def alert:
  need_object("an Elastic Security alert")
  | (if (._source | type) == "object" then ._source else . end)
  | if (field("kibana.alert.rule.name") // field("kibana.alert.uuid") // field("kibana.alert.reason")) != null then .
    else error("expected an Elastic Security alert, but there is none of kibana.alert.rule.name, kibana.alert.uuid and kibana.alert.reason. Send the alert document itself, for example {{{alert}}} of the rule action, or choose another format for this source") end;
