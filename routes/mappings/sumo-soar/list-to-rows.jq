# Answer of any list -> its rows. The form of a search's answer is not published: a bare list, {incidents}, {results}, {data} or {types}.
rows_of
