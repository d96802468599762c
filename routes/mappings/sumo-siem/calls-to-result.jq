# Outcomes of the calls and $input: {remoteId, insight} -> {remoteId, version, url}. One that was refused makes the whole a refusal.
[list[] | .error | select(. != null)] as $errors
| if $errors != [] then error("the insight refused a change: \($errors[0].reason // "no reason given")") else $input.insight | result end
