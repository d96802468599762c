# Outcomes of those writes and $input.plan -> {pushed, refused}.
$input.plan as $plan
| [. | list[]] as $rows
| {
    pushed: ([$rows[] | select(.answer != null)] | length),
    refused: ($plan.refused + [range($rows | length) as $i | $rows[$i] | select(.error != null)
      | $plan.indicators[$i] + {reason: (.error.reason // "no reason given")}])
  }
