package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Active playbooks that start by themselves when something comes in with automation. */
final class Automation {
    private final Database database;
    private final PlaybookRuns runs;

    Automation(Database database, PlaybookRuns runs) {
        this.database = database;
        this.runs = runs;
    }

    /** @param artifact the newest, 0 for none */
    void run(ObjectNode container, long artifact) {
        String label = container.path("label").asText();
        for (ObjectNode playbook : database.table("playbook").all()) {
            if (playbook.path("active").asBoolean() && concerns(playbook, label)) {
                ObjectNode run = runs.start(playbook, container, Answers.object());
                run.put("last_artifact", artifact);
            }
        }
    }

    private static boolean concerns(ObjectNode playbook, String label) {
        for (var wanted : playbook.path("labels")) {
            if (wanted.asText().equals("*") || wanted.asText().equals(label)) {
                return true;
            }
        }
        return false;
    }
}
