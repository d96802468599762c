package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What a vendor's simulator adds to the shared server. Called from the server's threads and from tests: must be thread-safe. */
public interface SimulatedSystem {
    /** Applies the request and answers it; never throws for bad input. */
    Reply answer(Call call);

    /**
     * The vendor's own body for a fault that a test asked for.
     *
     * @param kind {@link Fault.Kind#STATUS}, {@code UNAUTHORIZED}, {@code CONFLICT}, {@code TOO_LARGE} or {@code HTML}
     * @param status wanted by the test, 0 when the vendor decides
     */
    Reply failure(Fault.Kind kind, int status);

    /**
     * The answer to a request while others are under way; null to go on as usual.
     *
     * @param atOnce how many there are with this one
     */
    default Reply crowded(int atOnce) {
        return null;
    }

    /** Everything that is stored, for {@code GET /_sim/state}. */
    JsonNode state();

    /** What a connection to it needs besides type and URL, by the connection's keys, such as {@code api-key}. */
    Map<String, String> credentials();

    /** What clients created, oldest first. */
    List<RunningSimulator.Created> created();

    /** Forgets everything that clients have stored. */
    void reset();
}
