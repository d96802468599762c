# Answer of POST /indicators/search, or null, and $input = {observables, remoteId} -> bodies of POST /indicator/create, one for each
# observable that is not linked to the incident yet. No score is sent: the verdict of others stays.
($input.remoteId | text // "") as $id
| [obj | .iocObjects | list[] | objects] as $known
| [$input.observables | list[] | objects | select(indicator_type != null and (.value | filled) != null)]
| distinct_by([indicator_type, .value])
| [.[] | indicator_type as $type | .value as $value
    | select([$known[] | select(.value == $value and .indicator_type == $type
        and ([.investigationIDs | list[] | text] | any(.[]; . == $id)))] == [])
    | {indicator: {value: $value, indicator_type: $type, source: "Soarbridge"}, investigationId: $id, seenNow: true}]
