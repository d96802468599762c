# Answer of POST /indicators/search and $input = {changes: {verdict, comment}, indicatorId} -> body of POST /indicator/edit: the whole
# indicator as it is, version included, with another verdict set by hand.
{"malicious": 3, "suspicious": 2, "benign": 1, "unknown": 0} as $scores
| ([obj | .iocObjects | list[] | objects | select((.id | text) == ($input.indicatorId | text))][0]) as $known
| if $known == null then error("there is no indicator with the id \($input.indicatorId)") else . end
| $known
| del(.sortValues)
| (if $input.changes.verdict == null then . else .score = ($scores[$input.changes.verdict] // 0) | .manualScore = true end)
| (if ($input.changes.comment | filled) == null then . else .comments = ((.comments | list) + [{content: $input.changes.comment}]) end)
