package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.BridgeException;
import java.util.List;

/** One call for each element of an array. A row that is refused for good does not keep the others back, and is told of. */
record EachRow(Call call) implements Work {
    @Override
    public JsonNode run(JsonNode body, Caller caller, Stopping stopping) {
        if (!body.isArray()) {
            throw new BridgeException(
                    "connection/rows-missing",
                    "A call for each row of %s got %s instead of an array. Correct the mapping before it."
                            .formatted(call.connection().settings().name(), body.getNodeType()));
        }
        TimeLimit limit = new TimeLimit(call.connection());
        ArrayNode results = JsonNodeFactory.instance.arrayNode(body.size());
        for (JsonNode row : body) {
            if (!results.isEmpty()) {
                limit.requireTime("rows", results.size());
            }
            try {
                results.addObject().set("answer", call.run(row, caller.with(row)));
            } catch (CallException e) {
                if (e.failure() != Failure.PERMANENT) {
                    throw e;
                }
                results.remove(results.size() - 1);
                results.addObject()
                        .putObject("error")
                        .put("code", e.code())
                        .put("status", e.status())
                        .put("reason", e.reason());
            }
        }
        return results;
    }

    @Override
    public List<Call> calls() {
        return List.of(call);
    }
}
