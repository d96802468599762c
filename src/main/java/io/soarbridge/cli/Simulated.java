package io.soarbridge.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A running simulator of a system. */
interface Simulated extends AutoCloseable {
    URI url();

    URI adminUrl();

    /** What a client needs to get in, by the connection's keys, such as {@code api-key}. */
    Map<String, String> credentials();

    /** What clients created: by which of our keys it can be found there, and when it was made. */
    List<DemoReport.Incident> incidents();

    /** Takes no connections until {@link #comeBack()}. */
    void goDown();

    void comeBack();

    @Override
    void close();
}
