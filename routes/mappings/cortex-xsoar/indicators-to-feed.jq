# Indicators -> bodies of POST /indicators/feed/json, at most 500 rows each. Row fields: FeedIndicator of the vendor's swagger; names in
# fields: the stock machine names that the vendor's feeds write. Score 0 none, 1 good, 2 suspicious, 3 bad.
# $input.now: RFC 3339; expiry is told as minutes from then. $settings: feed-source, feed-reliability.
def score: {"malicious": 3, "suspicious": 2, "benign": 1}[. // ""] // 0;
def minutes($now): ((. | instant_to_ms) - ($now | instant_to_ms)) / 60000 | floor | [., 1] | max;

[list[] | objects | select(indicator_type != null and (.value | filled) != null)
  | {
      value: .value,
      type: indicator_type,
      score: (.verdict | score),
      sourceBrand: (($settings["feed-source"] | filled) // "Soarbridge"),
      sourceInstance: (($settings["feed-source"] | filled) // "Soarbridge"),
      reliability: ($settings["feed-reliability"] | filled),
      expirationPolicy: (if .expiresAt == null then "indicatorType" else "interval" end),
      expirationInterval: (if .expiresAt == null or $input.now == null then null else (.expiresAt | minutes($input.now)) end),
      fields: ({
        tags: (.tags | list | if . == [] then null else . end),
        description: (.description | filled),
        firstseenbysource: .firstSeen,
        lastseenbysource: .lastSeen,
        confidence: .confidence,
        reportedby: (.source | filled)
      } | with_entries(select(.value != null))),
      rawJSON: .
    } | with_entries(select(.value != null))] as $rows
| [range(0; $rows | length; 500) as $at | {indicators: $rows[$at:$at + 500], bypassExclusionList: false}]
