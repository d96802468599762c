# Answer of POST /incidents/search, $request = what was asked, $input = {externalKey, ...} -> the request for the next page, or null when
# the key was on this page or there are no more rows. Goes on from the time of the last row, since page numbers reach 10,000 rows only;
# by page number where a whole page was created at one time. data is null past the end.
$request.filter as $asked
| rows as $rows
| if ([.data | list[]] | length) < $asked.size then null
  elif [$rows[] | select(key_of($settings["external-key-field"] // "dbotMirrorId") == $input.externalKey)] != [] then null
  else
    ($rows[-1].created | text // "") as $last
    | if $last == "" or $last == $asked.fromDate then $request | .filter.page = $asked.page + 1
      else $request | .filter.fromDate = $last | .filter.page = 0
      end
  end
