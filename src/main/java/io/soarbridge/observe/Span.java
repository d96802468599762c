package io.soarbridge.observe;

/**
 * One step of a trace under way; ends when closed. {@link #NONE}, while nothing is traced, does nothing at all. What is put into a
 * span leaves the bridge: ids, names and codes, never parts of a message.
 */
public interface Span extends AutoCloseable {
    Span NONE = new Span() {};

    /** The span that this thread is in. */
    static Span current() {
        return CurrentSpan.get();
    }

    /** Makes this the thread's current span until it is closed, on the same thread. */
    default Span enter() {
        return this;
    }

    /** A part of this step inside the bridge. */
    default Span step(String name) {
        return this;
    }

    /** A request to another system, entered. */
    default Span call(String name) {
        return NONE;
    }

    default Span note(String key, String value) {
        return this;
    }

    default Span note(String key, long value) {
        return this;
    }

    /** @param code what went wrong, one of our own codes */
    default void failed(String code) {}

    /** What another system is told to continue the trace, a W3C {@code traceparent}; null when there is no trace. */
    default String traceparent() {
        return null;
    }

    /** What the ledger keeps to continue the trace later: {@code <trace id>-<span id>}; null when there is no trace. */
    default String reference() {
        return null;
    }

    @Override
    default void close() {}
}
