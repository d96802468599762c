# Answers of one POST for each artifact, and $input.plan = {send, known, refused} -> {added, known, refused}.
($input.plan | obj) as $plan
| (list) as $answers
| {
    added: ([$answers[] | objects | select(has("error") | not)] | length),
    known: ($plan.known // 0),
    refused: ([$plan.refused | list[]] + [range(0; $answers | length) as $i | select($answers[$i] | obj | has("error"))
      | {type: ($plan.send[$i] | obj | .type | obj | .name), value: ($plan.send[$i] | obj | .value), reason: ($answers[$i].error | obj | .reason)}])
  }
