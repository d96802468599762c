package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A single call. */
record OneCall(Call call) implements Work {
    @Override
    public JsonNode run(JsonNode body, Caller caller, Stopping stopping) {
        return call.run(body, caller);
    }

    @Override
    public List<Call> calls() {
        return List.of(call);
    }
}
