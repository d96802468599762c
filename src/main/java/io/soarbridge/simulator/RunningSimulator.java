package io.soarbridge.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A running simulator of a system. */
public interface RunningSimulator extends AutoCloseable {
    URI url();

    URI adminUrl();

    /** What a client needs to get in, by the connection's keys, such as {@code api-key}. */
    Map<String, String> credentials();

    /** What clients created: by which of our keys it can be found there, and when it was made. */
    List<Created> incidents();

    /** Takes no connections until {@link #comeBack()}. */
    void goDown();

    void comeBack();

    /**
     * Something that a client made.
     *
     * @param key the bridge's key that it carries
     */
    record Created(String key, Instant createdAt) {}

    @Override
    void close();
}
