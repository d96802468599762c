# Observables and $input = {artifacts, organization} -> {send, known, refused}: bodies of POST /incidents/{id}/artifacts, how many are
# there already. artifacts are with names. The first of equal observables counts.
if type != "array" then error("expected an array of observables") else . end
| . as $all
| [$input.artifacts | list[] | objects | "\(.type | text // ""): \(.value | text // "")"] as $there
| [$all[] | objects | select((.type | filled) != null and (.value | filled) != null and artifact_type($input.organization) != null)] as $good
| [$good[] | artifact_out($input.organization)] | distinct_by("\(.type.name): \(.value)") as $bodies
| [$bodies[] | select(("\(.type.name): \(.value)") as $key | ($there | index($key)) == null)] as $new
| {
    send: $new,
    known: (($good | length) - ($new | length)),
    refused: [$all[] | select((type == "object" and (.type | filled) != null and (.value | filled) != null and artifact_type($input.organization) != null) | not)
      | {type: (obj | .type | text), value: (obj | .value | text), reason: "an observable needs a type and a value"}]
  }
