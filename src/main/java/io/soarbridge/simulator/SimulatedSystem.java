package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** What a vendor's simulator adds to the shared server. Called from the server's threads and from tests: must be thread-safe. */
interface SimulatedSystem {
    /** Applies the request and answers it; never throws for bad input. */
    Reply answer(Call call);

    /**
     * The vendor's own body for a fault that a test asked for.
     *
     * @param kind {@link Fault.Kind#STATUS}, {@code UNAUTHORIZED}, {@code CONFLICT}, {@code TOO_LARGE} or {@code HTML}
     * @param status wanted by the test, 0 when the vendor decides
     */
    Reply failure(Fault.Kind kind, int status);

    /** Everything that is stored, for {@code GET /_sim/state}. */
    JsonNode state();

    /** Forgets everything that clients have stored. */
    void reset();
}
