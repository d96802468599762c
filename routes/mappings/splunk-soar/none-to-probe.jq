# -> rows for POST /container, one that is refused in any case, as a container needs a name. $settings: label, as rights can be those of a label.
[{label: setting("label"; "events")}]
