# Answer of that POST, {data: true}, and $input.indicators -> {pushed, refused}.
if data_of != true then error("the answer does not say that the indicators were taken") else . end
| [$input.indicators | list[] | objects] as $all
| {
    pushed: ([$all[] | select((.value | filled) != null)] | length),
    refused: [$all[] | select((.value | filled) == null) | {type, value, reason: "an indicator needs a value"}]
  }
