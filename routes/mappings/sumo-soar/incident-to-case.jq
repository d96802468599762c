# Incident (GET /incidents/{id}/ with {name, value}, or a row of a search) -> Case.
# $input: {source, connection}, optional. $settings: external-key-field, severity-labels, status-labels, time-zone, ui-url.
incident_in
