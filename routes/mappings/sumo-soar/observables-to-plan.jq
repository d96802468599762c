# Observables and $input: {remoteId, entities}, those that are there -> {send, known, refused}; send are calls that add one each.
if type != "array" then error("expected an array of observables") else . end
| (remote | at("incident-entities-path"; "/incidents/{id}/entities/")) as $path
| [$input.entities | rows_of[] | objects | unwrapped | "\(.type | text):\(.value | text)"] as $there
| [.[] | objects | . as $one | (if (.value | filled) == null then null else entity_type end) as $type | {one: $one, type: $type, key: "\($type):\($one.value | text)"}] as $all
| [$all[] | select(.type != null)] as $good
| [$good | distinct_by(.key)[] | select(.key as $key | ($there | index($key)) == null)] as $new
| {
    send: [$new[] | {method: "POST", path: $path, body: {value: .one.value, type: .type, additional_info: (.one.role | text // "")}}],
    known: (($good | length) - ($new | length)),
    refused: [$all[] | select(.type == null) | {type: .one.type, value: .one.value, reason: "Cloud SOAR has no entity of this kind"}]
  }
