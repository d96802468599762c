# Definitions that every mapping sees.
# ocsf/common.jq and the like, beside a mapping, add to these.

# Input: a code. Gives {id, label} of an OCSF enumeration from a table {"<lower-case word>": id}; 99 for words outside it, 0 for none.
def coded($table):
  text as $word
  | if $word == null then {id: 0, label: null}
    else {id: ($table[$word | ascii_downcase] // 99), label: $word} end;

# Stops with a sentence for the sender when the input is no object.
def need_object($what):
  if type == "object" then .
  else error("expected \($what) as one JSON object, got \(if type == "array" then "an array; send one per request" else type end)") end;

# Input: outcome of one row, {answer} or {error}, of a write that the system refuses in any case, for want of a field or of the object. The
# statuses $may are that refusal, and 403 is one of permission. Gives {write, warnings} for a check.
def write_verdict($may):
  ([list[]][0] | obj) as $probe
  | ($probe.error | obj | .status) as $status
  | if $status == 403 then {write: false, warnings: ["These credentials may read but not write (\($probe.error.reason // "status 403"))."]}
    elif $probe.answer != null or ([$status] | inside($may)) then {write: true, warnings: []}
    else {write: null, warnings: ["Whether these credentials may write is not known: a write that cannot succeed was answered in an unexpected way (\($probe.error.reason // "status 500"))."]} end;

# Input: {text, format} with format text, markdown or html, or null. Gives safe HTML, or null.
def as_html:
  if . == null or .text == null then null
  elif .format == "html" then .text | html_clean
  elif .format == "markdown" then .text | markdown_to_html
  else .text | text_to_html end;

# Input: a Case, or a comment of one. HTML in it is made safe.
def safe_html:
  if .description != null and .description.format == "html" then .description = {text: (.description.text | html_clean), format: "html"}
  elif .format == "html" and (.text | type) == "string" then .text = (.text | html_clean)
  else . end;

# Input: a closed Case. Gives reason and notes as one text, with a last line for the way back, as a system may hold neither the source's reason
# nor its verdict.
def closing_text:
  {verdict: (.verdict | obj | if (.id // 0) == 0 then null else {id, label} end), reason: (.closeReason | filled)} as $mark
  | [(.closeReason, .closeNotes | filled), (if $mark.verdict == null and $mark.reason == null then null else "[soarbridge:\($mark | tojson)]" end)
     | select(. != null)]
  | join("\n");

# Input: such a text, or one of people. Gives {reason, notes, verdict}; a reason that somebody has changed in the text is part of the notes.
def closing_parts:
  ("\n" + (text // "" | split("\r\n") | join("\n"))) | split("\n[soarbridge:{") as $parts
  | (if ($parts | length) < 2 or ($parts[-1] | rtrim | endswith("}]") | not) then null
     else "{" + ($parts[-1] | rtrim | rtrimstr("]")) | (try fromjson catch null) end | objects // null) as $mark
  | ((if $mark == null then $parts else $parts[:-1] end) | join("\n[soarbridge:{") | .[1:]) as $text
  | ($mark | obj | .reason | filled) as $said
  | ($said // "" | split("\r\n") | join("\n")) as $reason
  | (if $said == null then false else $text == $reason or ($text | startswith($reason + "\n")) end) as $there
  | {
      reason: (if $there then $said else null end),
      notes: (if $there then $text[($reason | length) + 1:] else $text end | filled),
      verdict: ($mark | obj | .verdict | if type == "object" and (.id | type) == "number" then {id: .id, label: (.label | text)} else null end)
    };

# Likewise, gives text. Markdown is readable as it is.
def as_text:
  if . == null or .text == null then null
  elif .format == "html" then .text | html_to_text
  else .text end;

# Input: a setting such as "informational=low, low=low". Gives {"informational": "low", "low": "low"}.
def word_table:
  [text // "" | split(",")[] | split("=") | select(length > 1) | {key: (.[0] | trim), value: (.[1:] | join("=") | trim)}] | from_entries;
