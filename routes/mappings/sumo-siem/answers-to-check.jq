# What came of the body of none-to-probe and $input = {found}, the answer of GET /insights?limit=1 -> {detail, version, read, write, warnings}.
write_verdict([400, 404]) as $write
| $input.found | data_of
| if type == "object" and has("objects") then . else error("the answer is no list of insights; the URL or the path prefix is most likely wrong") end
| {
    detail: "Insights can be read; \(.total // (.objects | length)) are visible.",
    version: $settings.version,
    read: true,
    write: $write.write,
    warnings: ($write.warnings
      + [if ($settings["threat-source-id"] | filled) == null then "threat-source-id is empty, so indicators are refused." else empty end])
  }
