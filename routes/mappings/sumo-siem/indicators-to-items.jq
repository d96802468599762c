# Indicators -> {method, path, body} of POST /threat-intel-sources/{id}/items. $settings: threat-source-id.
if type != "array" then error("expected an array of indicators") else . end
| ($settings["threat-source-id"] | filled) as $source
| if $source == null then error("threat-source-id is not set, so there is no source for indicators") else . end
| {
    method: "POST",
    path: "/threat-intel-sources/\($source | @uri)/items",
    body: {indicators: [.[] | objects | select((.value | filled) != null) | {
      active: true,
      value: .value,
      expiration: (.expiresAt | known_instant),
      description: ([(.description | text | filled), "Verdict: \(.verdict | text // "unknown")", (.source | text | filled | if . == null then null else "Source: " + . end)]
        | map(select(. != null)) | join(". "))
    }]}
  }
