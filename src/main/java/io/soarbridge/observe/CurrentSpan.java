package io.soarbridge.observe;

/** The span that each thread is in. */
final class CurrentSpan {
    private static final ThreadLocal<Span> CURRENT = new ThreadLocal<>();

    private CurrentSpan() {}

    static Span get() {
        Span span = CURRENT.get();
        return span == null ? Span.NONE : span;
    }

    /** @param span {@link Span#NONE} for none */
    static void set(Span span) {
        if (span == Span.NONE) {
            CURRENT.remove();
        } else {
            CURRENT.set(span);
        }
    }
}
