# What came of each POST /indicator/create, and $input = {observables, creates} -> {added, known, refused}. An answer of null means that
# the value is on the tenant's exclusion list.
. as $done
| $input.creates as $creates
| [$input.observables | list[] | objects] as $all
| ([$all[] | select(indicator_type != null and (.value | filled) != null)] | distinct_by([indicator_type, .value])) as $wanted
| ([range($done | length) | . as $i | $creates[$i].indicator as $one
    | (if $done[$i].error != null then ($done[$i].error.reason | text // "refused")
       elif $done[$i].answer == null then "it is on the exclusion list" else null end) as $reason
    | select($reason != null)
    | ([$wanted[] | select(.value == $one.value)][0]) as $given
    | {type: $given.type, value: $one.value, reason: $reason}]) as $refused
| {
    added: (($done | length) - ($refused | length)),
    known: (($wanted | length) - ($done | length)),
    refused: ($refused + [$all[] | select(indicator_type == null) | no_type])
  }
