# Playbook run (GET /playbook_run/{id}) -> whether it has come to an end.
(.status | text // "" | ascii_downcase) as $status
| ["success", "failed", "cancelled"] | index($status) != null
