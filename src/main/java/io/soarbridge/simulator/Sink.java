package io.soarbridge.simulator;

import java.net.URI;
import java.util.Map;

/**
 * The least that answers creates and searches as a system does, and counts them. For benchmarks: it shares the machine with what is
 * measured. It checks no credentials and keeps no incidents. Thread-safe.
 */
public interface Sink extends AutoCloseable {
    URI url();

    /** What a client needs, by the connection's keys, such as {@code api-key}. */
    Map<String, String> credentials();

    /** Different keys created. */
    long created();

    /** Creates of a key that was there already. */
    long doubled();

    /** Takes no connections until {@link #comeBack()}. */
    void goDown();

    void comeBack();

    @Override
    void close();
}
