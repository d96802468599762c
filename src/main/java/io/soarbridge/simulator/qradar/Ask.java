package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import java.util.List;

/**
 * A request within an organization.
 *
 * @param ids of the path behind the organization's
 */
record Ask(Org org, Form form, List<String> ids, JsonNode json, Call call) {
    /** Answers one. */
    interface Handler {
        io.soarbridge.simulator.Reply answer(Ask ask);
    }

    ObjectNode incident() {
        return org.incidents.need(ids.get(0));
    }

    /** @throws QradarFailure 400 */
    ObjectNode object() {
        if (!json.isObject()) {
            throw QradarStatus.badRequest();
        }
        return (ObjectNode) json;
    }
}
