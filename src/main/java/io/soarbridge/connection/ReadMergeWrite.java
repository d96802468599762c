package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes a thing that others change too: reads its present state, merges the message's body into it, writes it back with the
 * version it was read with, and starts over when somebody was faster. The system's version check decides, never a forced write.
 *
 * @param merge yields null when there is nothing to change; the state as read is the result then
 */
record ReadMergeWrite(Call read, Call write, Mapping merge, int tries) implements Work {
    @Override
    public JsonNode run(JsonNode change, Caller caller, Stopping stopping) {
        for (int attempt = 1; ; attempt++) {
            JsonNode present = read.run(null, caller);
            JsonNode merged = merge.apply(present, variables(change, caller));
            if (merged.isNull()) {
                return present;
            }
            try {
                return write.run(merged, caller);
            } catch (CallException e) {
                if (e.failure() != Failure.CONFLICT || attempt >= tries) {
                    throw e;
                }
            }
        }
    }

    /** Variables of the exchange under {@code $variables}, as {@code $input} is the change itself. */
    private Map<String, JsonNode> variables(JsonNode change, Caller caller) {
        Map<String, JsonNode> variables = new HashMap<>();
        variables.put("input", change);
        variables.put("variables", caller.input(write.connection()));
        variables.put("settings", write.connection().options());
        return variables;
    }

    @Override
    public List<Call> calls() {
        return List.of(read, write);
    }
}
