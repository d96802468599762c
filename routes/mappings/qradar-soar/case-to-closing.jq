# Case -> the same when it is closed, else null: what is made of it has to be closed as well.
need_object("a case")
| if (.status | obj | .id) == 5 then . else null end
