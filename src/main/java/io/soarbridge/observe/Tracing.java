package io.soarbridge.observe;

import io.soarbridge.config.OtelSettings;

/** Begins traces, or does nothing when no collector is set; then no class of OpenTelemetry is loaded. */
public interface Tracing extends AutoCloseable {
    Tracing OFF = new Tracing() {};

    static Tracing to(OtelSettings settings, String version) {
        return settings.endpoint() == null ? OFF : new OtelTracing(settings, version);
    }

    /** @param traceparent the sender's header, to be continued, or null */
    default Span receive(String source, String traceparent) {
        return Span.NONE;
    }

    /** @param reference what {@link Span#reference()} gave at the receipt, or null; what was not traced then is not traced now */
    default Span attempt(String connection, String operation, String reference) {
        return Span.NONE;
    }

    /** Sends what is not sent yet, for a while. */
    @Override
    default void close() {}
}
