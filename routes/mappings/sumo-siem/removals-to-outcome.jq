# Outcomes of the deletes and $input.plan -> {removed, unknown, refused}.
$input.plan as $plan
| [. | list[]] as $rows
| {
    removed: ([$rows[] | select(.error == null)] | length),
    unknown: $plan.unknown,
    refused: [range($rows | length) as $i | $rows[$i] | select(.error != null) | $plan.indicators[$i] + {reason: (.error.reason // "no reason given")}]
  }
