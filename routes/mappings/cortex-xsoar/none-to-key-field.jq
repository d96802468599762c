# -> the custom field that carries the bridge's key, or null for a built-in one. $settings: external-key-field.
($settings["external-key-field"] | filled) as $field | if $field == null or $field == "dbotMirrorId" then null else $field end
