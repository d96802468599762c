# Answer of POST /indicators/search, or null, and $input.observables = [{type, value}] -> body of POST /indicators/batchDelete, or null when
# there is nothing to delete. Only what came from our feed alone is deleted. ids are named twice, since the system fails without a
# query; doNotWhitelist keeps them from the exclusion list. $settings: feed-source.
(($settings["feed-source"] | filled) // "Soarbridge") as $own
| [obj | .iocObjects | list[] | objects] as $known
| [$input.observables | list[] | objects | indicator_type as $type | .value as $value
    | $known[] | select(.value == $value and .indicator_type == $type and ([.sourceBrands | list[] | text | select(. != $own)] == [])) | .id | text]
| distinct
| if . == [] then null
  else {ids: ., all: false, filter: {query: (map("id:" + quoted) | join(" or "))}, doNotWhitelist: true, reason: "removed by Soarbridge"}
  end
