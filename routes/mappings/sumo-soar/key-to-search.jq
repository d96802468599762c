# $input: {externalKey} -> body of POST /incidents/search/. The key goes in quotes, so that it is never more than a value.
# $settings: external-key-field, key-filter.
if ($input.externalKey | filled) == null then error("finding an incident needs the variable externalKey") else . end
| {
    all: true,
    page_size: 50,
    page_number: 1,
    columns: (["incidentid", key_field] | distinct),
    filter: ($settings["key-filter"] | filled // "Incident ID: {key}" | split("{key}") | join($input.externalKey | quoted))
  }
