# Answer of POST /artifact with an array, a row for each, and $input.plan = {send, known, refused} -> {added, known, refused}.
# The status is 200 when one row was taken, so each row is looked at. null: nothing had to be sent.
$input.plan as $plan
| (if . == null then [] elif type == "array" then . else error("the answer is no array of rows") end) as $rows
| if ($rows | length) != ($plan.send | length) then error("the answer has \($rows | length) rows for \($plan.send | length) artifacts") else . end
| [range($rows | length) as $i
    | $rows[$i]
    | if (.existing_artifact_id | text | filled) != null then {known: true}
      elif .failed == true or (.id | text | filled) == null then {refused: ($plan.send[$i].data.soarbridge | refusal($rows[$i].message | text // "no reason given" | one_line(300)))}
      else {added: true} end] as $outcomes
| {
    added: ([$outcomes[] | select(.added)] | length),
    known: ($plan.known + ([$outcomes[] | select(.known)] | length)),
    refused: ($plan.refused + [$outcomes[] | .refused | select(. != null)])
  }
