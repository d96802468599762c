package io.soarbridge.observe;

/** What the parts of a bridge tell about their work with. */
public record Instruments(Meters meters, Tracing tracing) {
    /** Counted, and read by nobody. */
    public static Instruments unread() {
        return new Instruments(new Meters(), Tracing.OFF);
    }
}
