# Case -> {method, path, body} that adds an event to triage. Its fields are status, type and custom ones; key and title go into opt_1 and opt_2.
# $settings: triage-path, incident-type.
need_object("a case")
| {
    method: "POST",
    path: ($settings["triage-path"] | filled // "/triage/"),
    body: {type: (($settings["incident-type"] | filled) // (.type | text | filled) // "General"), opt_1: .uid, opt_2: ((.title | filled) // .uid | one_line(500))}
  }
