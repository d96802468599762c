package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** The REST call function as its doors see it. Thread-safe. */
public interface RestFunction {
    /**
     * Makes one call, with all its tries and pauses. Interrupting the thread ends it.
     *
     * @param inputs by the names of fn_rest_api, such as {@code rest_api_url}; values as text, number, boolean, {@code {id, name}} or
     *     {@code {format, content}}
     * @param progress told in words what is being done, without any secret
     * @return the function payload, version 2; {@code success} is false, with a {@code reason}, when the call failed
     */
    ObjectNode call(ObjectNode inputs, Consumer<String> progress);
}
