# Observables and $input = {remoteId, artifacts} -> {send, known, refused}: rows for POST /artifact, how many are there already.
# Automation does not run for what is added later. The first of equal observables counts, the others as known.
if type != "array" then error("expected an array of observables") else . end
| need_remote as $container
| [$input.artifacts | list[] | objects | .source_data_identifier | filled | select(. != null)] as $there
| without_nul as $all
| $all
| [.[] | objects | select((.type | filled) != null and (.value | filled) != null)] as $good
| [$good[] | . + {key: observable_key}] as $keyed
| ([$keyed[] | .key] | distinct) as $keys
| [$keys[] as $key | select(($there | index($key)) == null) | first($keyed[] | select(.key == $key))] as $new
| {
    send: [$new[] | artifact_out | .container_id = $container],
    known: (($good | length) - ($new | length)),
    refused: [$all[] | select((type == "object" and (.type | filled) != null and (.value | filled) != null) | not)
      | {type: (obj | .type | text), value: (obj | .value | text), reason: "an observable needs a type and a value"}]
  }
