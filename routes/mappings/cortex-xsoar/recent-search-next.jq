# Answer of POST /incidents/search, $request = what was asked, $input = {externalKey, ...} -> the request for the next page, or null when
# the key was on this page or there are no more rows. data is null past the end.
def rows: .data | list;

$request.filter as $asked
| if (rows | length) < $asked.size then null
  elif [rows[] | objects | select(key_of($settings["external-key-field"] // "dbotMirrorId") == $input.externalKey)] != [] then null
  else $request | .filter.page = $asked.page + 1
  end
