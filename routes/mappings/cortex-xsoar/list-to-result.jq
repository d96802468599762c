# A list, or all of them when there was nothing to change -> {changed, version}.
if type == "array" or . == null then {changed: false, version: null} else {changed: true, version: .version} end
