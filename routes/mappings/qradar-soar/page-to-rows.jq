# A page of a paged query, a list, or a list in an object -> its rows.
if type == "array" then . elif type == "object" then (.data // .entities | list) else [] end
