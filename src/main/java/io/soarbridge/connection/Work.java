package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an endpoint does for one message: one call, or several that belong together. */
interface Work {
    /** @return what becomes the message's body */
    JsonNode run(JsonNode body, Caller caller, Stopping stopping);

    /** What has to be started before it can run. */
    List<Call> calls();
}
