package io.soarbridge.connection;

import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.Instant;

/** Ends work of many calls in time: a worker that went on for ever would outlive its claim, and another would do the same beside it. */
final class TimeLimit {
    /** So many calls at their longest may go by before no further one is begun; {@code ConnectionLane} leaves room for it. */
    private static final int LONGEST_CALLS = 2;

    private final Connection connection;
    private final Instant begun;

    TimeLimit(Connection connection) {
        this.connection = connection;
        this.begun = connection.clock().instant();
    }

    /** @throws BridgeException {@code connection/listing-too-long} */
    void requireTime(String things, int done) {
        Duration most = connection.settings().longestCall().multipliedBy(LONGEST_CALLS);
        if (Duration.between(begun, connection.clock().instant()).compareTo(most) > 0) {
            throw new BridgeException(
                    "connection/listing-too-long",
                    "Paging through a listing of %s: %d %s took more than %d s, and there are more. It starts over later. Look why the system answers slowly, or raise response-timeout."
                            .formatted(connection.settings().name(), done, things, most.toSeconds()));
        }
    }
}
