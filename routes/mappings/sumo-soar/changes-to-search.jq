# {since, from, limit} -> body of POST /incidents/search/, newest first as far as is known. All columns that a Case is made of.
need_object("a question for changes")
| {
    all: true,
    page_size: 50,
    page_number: 1,
    columns: (["incidentid", "description", "additional_info", "status", "restriction", "type", "tags", "owner", "openingtime", "starttime",
      "closingtime", "closing_note", key_field] | distinct)
  }
