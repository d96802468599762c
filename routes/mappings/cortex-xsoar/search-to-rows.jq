# Answer of POST /incidents/search -> its rows. data is null when there are none.
need_object("a search answer")
| if has("total") or has("data") then rows else error("the answer is no search result: the fields total and data are missing") end
