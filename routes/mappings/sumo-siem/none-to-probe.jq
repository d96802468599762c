# -> bodies of PUT /insights/INSIGHT-0/status, one, which is refused in any case: there is no such insight, and no status either.
[{}]
