# Observables of a Case -> body of POST /indicators/search for those that the tenant may know, or null when there is nothing to look for.
# The filter is at the top level there.
[list[] | objects | select(indicator_type != null and (.value | filled) != null) | .value | text] | distinct
| if . == [] then null
  else {query: (map("value:" + quoted) | join(" or ")), page: 0, size: ([1000, length * 4] | min)}
  end
