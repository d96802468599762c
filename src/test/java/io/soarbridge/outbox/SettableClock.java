package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A clock that moves when told to, and sets another one with it. */
public final class SettableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private volatile Consumer<Instant> other = at -> {};

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
        other.accept(now);
    }

    /** {@code other} gets the time now and whenever it changes. */
    public void sets(Consumer<Instant> other) {
        this.other = other;
        other.accept(now);
    }
}
