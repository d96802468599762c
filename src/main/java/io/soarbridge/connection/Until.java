package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The same call again and again, until the answer is the wanted one or the time is over.
 *
 * @param wanted yields true for such an answer
 */
record Until(Call call, Mapping wanted, Duration every, Duration atMost) implements Work {
    @Override
    public JsonNode run(JsonNode body, Caller caller, Stopping stopping) {
        Connection connection = call.connection();
        Instant end = connection.clock().instant().plus(atMost);
        JsonNode answer = call.run(body, caller);
        while (!isWanted(answer, caller)
                && !connection.clock().instant().plus(every).isAfter(end)) {
            stopping.pause("waiting for an end on " + connection.settings().name(), every);
            answer = call.run(body, caller);
        }
        return answer;
    }

    private boolean isWanted(JsonNode answer, Caller caller) {
        Map<String, JsonNode> variables = Map.of(
                "input",
                caller.input(call.connection()),
                "settings",
                call.connection().options());
        return wanted.apply(answer, variables).asBoolean();
    }

    @Override
    public List<Call> calls() {
        return List.of(call);
    }
}
