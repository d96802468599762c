package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes a request of the message's body. */
@FunctionalInterface
interface Shape {
    /** @throws io.soarbridge.support.BridgeException when the body or a variable does not give one */
    Request of(JsonNode body, Caller caller);

    /** Method and path stand fast, but for the values in it. */
    static Shape fixed(String method, String prefix, PathTemplate path, Send send, boolean writes) {
        return (body, caller) -> {
            String target = prefix + path.fill(caller::value);
            if (send != Send.QUERY) {
                return new Request(method, target, send, body, writes);
            }
            return new Request(method, withQuery(target, body), send, null, writes);
        };
    }

    /** @param query an object of parameters, or null for none */
    static String withQuery(String target, JsonNode query) {
        String pairs = query == null ? "" : Percent.pairs(query);
        return pairs.isEmpty() ? target : target + (target.indexOf('?') < 0 ? '?' : '&') + pairs;
    }
}
