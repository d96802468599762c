# -> the version of the system as a text: routes of the War Room and of playbooks may be under another prefix on version 8.
$settings.version | text // "8"
