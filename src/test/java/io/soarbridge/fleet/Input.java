package io.soarbridge.fleet;

import java.util.Map;

/** What an operation is called with. */
record Input(Object body, Map<String, ?> variables) {
    static Input of(Object body) {
        return new Input(body, Map.of());
    }

    static Input of(Object body, String name, String value) {
        return new Input(body, Map.of(name, value));
    }
}
