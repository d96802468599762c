package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.soarbridge.mapping.Mapping;
import java.util.List;
import java.util.Map;

/**
 * A listing, page by page.
 *
 * @param next makes the next request of an answer
 * @param rows takes an answer's rows; null to keep the last answer alone
 * @param most pages
 */
record Pages(Call call, Mapping next, Mapping rows, int most) implements Work {
    @Override
    public JsonNode run(JsonNode body, Caller caller, Stopping stopping) {
        TimeLimit limit = new TimeLimit(call.connection());
        ArrayNode collected = JsonNodeFactory.instance.arrayNode();
        JsonNode request = body;
        JsonNode answer = call.run(request, caller);
        boolean collects = collect(answer, request, caller, collected);
        for (int page = 1; page < most; page++) {
            request = next.apply(answer, variables(caller, request));
            if (request.isNull()) {
                break;
            }
            limit.requireTime("pages", page);
            answer = call.run(request, caller);
            collects = collects && collect(answer, request, caller, collected);
        }
        return collects ? collected : answer;
    }

    private boolean collect(JsonNode answer, JsonNode request, Caller caller, ArrayNode collected) {
        JsonNode found = rows == null ? null : rows.apply(answer, variables(caller, request));
        if (found == null || !found.isArray()) {
            return false;
        }
        found.forEach(collected::add);
        return true;
    }

    private Map<String, JsonNode> variables(Caller caller, JsonNode request) {
        return Map.of(
                "request",
                request,
                "input",
                caller.input(call.connection()),
                "settings",
                call.connection().options());
    }

    @Override
    public List<Call> calls() {
        return List.of(call);
    }
}
