# Incident as read (numbers, text objects), $input = Case and $variables.fields -> body of PATCH, or null when nothing changes.
# With the version that was read the server does not look at the old values, with another one it does; either way nothing is lost.
# Ours: name, description, severity (when the case knows one), and the key while its field is empty. A name, a text or a severity that is not
# the one noted below the description was changed by people, and stays unless $settings.analyst-edits is overwrite; so does a text that has
# nothing of ours below it. The lines below it are renewed. Status, owner and type are theirs anyway.
# $settings: external-key-field, severity-names, analyst-edits.
need_object("the loaded incident")
| if .vers == null then error("the loaded incident has no version") else . end
| . as $now
| $input as $case
| ($variables | obj | .fields) as $fields
| ($case | name_out) as $name
| ($case | severity_name(.severity | obj | .id // 0)) as $severity
| (if $severity == null then null else option_id($fields; "severity_code"; $severity) end) as $code
| (.description | described) as $there
| $there.own as $own
| ($settings["analyst-edits"] != "overwrite") as $keep
| ($keep and (if $own == {} then $there.text != null else $own.Text != null and $own.Text != ($there.text | fingerprint) end)) as $edited
| (if $edited then .description | description_with($case | lines_out($own.Text // (text_out | fingerprint))) else $case | description_out end) as $description
| ($keep and ($own.Title | filled) != null and $own.Title != .name) as $renamed
| ($own.Severity | obj | .id) as $before
| (if $keep and ($before | type) == "number" and severity_name($before) != null then .severity_code != option_id($fields; "severity_code"; severity_name($before))
   else false end) as $rated
| [ (if $renamed or .name == $name then empty else change("name"; "text"; $now.name; $name) end),
    (if (.description | area_in) == ($description | area_in) then empty else change("description"; "textarea"; $now.description; $description) end),
    (if $rated or $code == null or .severity_code == $code then empty else change("severity_code"; "id"; $now.severity_code; $code) end),
    (if has_key_field($fields) and (.properties | obj | .[key_field] | filled) == null
     then change(key_field; "text"; null; $case.uid) else empty end) ]
| if . == [] then null else {version: $now.vers, changes: .} end
