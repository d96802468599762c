# Case -> body of POST /incidents/{id}/external_alerts/: what the incident itself cannot hold.
need_object("a case")
| {type: (.source.name | text | filled // "soarbridge"), data: {uid, source, severity, verdict, observables, custom, raw}}
