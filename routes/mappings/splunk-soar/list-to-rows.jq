# Answer of any list -> its rows: {data}, {results} of a search, or a bare array; none for null, a page past the end.
if type == "array" then .
elif type == "object" and (.data | type) == "array" then .data
elif type == "object" and (.results | type) == "array" then .results
elif . == null then []
else error("the answer is no list") end
