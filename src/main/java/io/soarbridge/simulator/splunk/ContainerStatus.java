package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a change of status writes beside the status. */
final class ContainerStatus {
    private ContainerStatus() {}

    static void apply(Database database, ObjectNode container, ObjectNode status) {
        String name = status.path("name").asText();
        boolean resolved = status.path("status_type").asText().equals("resolved");
        boolean closes =
                name.equals("closed") || resolved && database.switches().on("custom-resolved-closes");
        boolean wasClosed = container.path("close_time").isTextual();
        container.put("status", name);
        if (closes && !wasClosed) {
            container.put("close_time", database.now());
            container.put("closing_owner", database.actor());
        } else if (!closes && wasClosed) {
            container.putNull("close_time");
            container.putNull("closing_owner");
        }
        if (status.path("status_type").asText().equals("open")
                && !container.path("open_time").isTextual()) {
            container.put("open_time", database.now());
        }
    }
}
