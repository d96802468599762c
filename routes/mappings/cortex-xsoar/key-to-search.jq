# $input: {externalKey} -> body of POST /incidents/search for the incident that carries this key in the agreed field.
# size is always sent: what a missing one means differs between the vendor's texts and what is seen.
# The key goes in quotes, with quotes and backslashes escaped, so that it is never more than a value.
# $settings: external-key-field.
if ($input.externalKey | filled) == null then error("finding an incident needs $input.externalKey") else . end
| ($settings["external-key-field"] // "dbotMirrorId") as $field
| {
    filter: {
      query: ($field + ":\"" + ($input.externalKey | gsub("\\\\"; "\\\\") | gsub("\""; "\\\"")) + "\""),
      page: 0,
      size: 100,
      sort: [{field: "created", asc: true}]
    }
  }
