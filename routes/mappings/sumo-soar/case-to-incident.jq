# Case -> body of POST /incidents/. $settings: template-id, external-key-field, incident-type, owner-id, severity-ids, status-ids.
need_object("a case")
| if (.uid | filled) == null then error("the case has no uid") else . end
| . as $case
| {
    template_id: ($settings["template-id"] | filled // "1" | tonumber),
    fields: (fields_out
      + {(key_field): $case.uid}
      + (if ($settings["incident-type"] | filled) == null then {} else {type: [$settings["incident-type"]]} end)
      + (if ($settings["owner-id"] | filled) == null then {} else {owner: ($settings["owner-id"] | tonumber)} end))
  }
