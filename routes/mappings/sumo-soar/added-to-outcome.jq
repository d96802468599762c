# Outcomes of the calls, null when there were none, and $input.plan -> {added, known, refused}.
$input.plan as $plan
| [. | list[]] as $rows
| {
    added: ([$rows[] | select(.answer != null)] | length),
    known: $plan.known,
    refused: ($plan.refused + [range($rows | length) as $i | $rows[$i] | select(.error != null)
      | {type: $plan.send[$i].body.type, value: $plan.send[$i].body.value, reason: (.error.reason // "no reason given")}])
  }
