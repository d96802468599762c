package io.soarbridge.observe;

import org.slf4j.MDC;

/** Puts the event and connection that a thread works on into each line that it logs. */
public final class AboutEvent implements AutoCloseable {
    /** Names of the fields, in JSON lines and in the MDC. */
    public static final String EVENT = "event";

    public static final String CONNECTION = "connection";

    public AboutEvent(long eventId, String connection) {
        MDC.put(EVENT, Long.toString(eventId));
        MDC.put(CONNECTION, connection);
    }

    @Override
    public void close() {
        MDC.remove(EVENT);
        MDC.remove(CONNECTION);
    }
}
