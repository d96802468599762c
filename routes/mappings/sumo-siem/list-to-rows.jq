# Answer of any list -> its rows.
data_of | if type == "object" and (.objects | type) == "array" then .objects elif type == "array" then . else error("the answer is no list") end
