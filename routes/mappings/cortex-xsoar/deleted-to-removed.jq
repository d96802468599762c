# Answer of POST /indicators/batchDelete, or null, and $input = {observables, found, deletes} -> {removed, unknown, refused}.
# notUpdated counts what was not deleted; the name of the ids that were is doubted. $settings: feed-source.
(($settings["feed-source"] | filled) // "Soarbridge") as $own
| (if . == null then 0 else (($input.deletes.ids | length) - (.notUpdated // 0)) end) as $removed
| [$input.found | obj | .iocObjects | list[] | objects] as $known
| [$input.observables | list[] | objects | select(indicator_type != null)] as $wanted
| [$wanted[] | indicator_type as $type | . as $one | $known[] | select(.value == $one.value and .indicator_type == $type)
    | [.sourceBrands | list[] | text | select(. != $own)] | select(. != [])
    | {type: $one.type, value: $one.value, reason: "other sources have it too: \(join(", "))"}] as $shared
| {
    removed: $removed,
    unknown: ([($wanted | length) - $removed - ($shared | length), 0] | max),
    refused: ($shared + [$input.observables | list[] | objects | select(indicator_type == null) | no_type])
  }
