# Outcome of each change of a custom list -> the same. A refused one ends it: the list is then as it was, or changed in part.
[list[] | objects | .error | select(. != null)] as $errors
| if $errors == [] then . else error("a change of the custom list was refused: \($errors[0].reason | text // "no reason given" | one_line(300))") end
