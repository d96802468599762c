package io.soarbridge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how long work gets on: one line redrawn on a terminal, else a plain line now and then. Not thread-safe. */
final class Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_DRAWS = Duration.ofMillis(100);
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintWriter err;
    private final boolean redraw;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private boolean drawn;

    Progress(PrintWriter err, boolean redraw, InstantSource clock) {
        this.err = err;
        this.redraw = redraw;
        this.clock = clock;
    }

    /** May be called as often as there is news; shows it seldom enough to be read. */
    void show(String text) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(redraw ? BETWEEN_DRAWS : BETWEEN_LINES);
        if (redraw) {
            err.print("\r" + text + CLEAR_TO_END);
            drawn = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** A line that stays, such as the start of a phase. */
    void note(String text) {
        clear();
        err.println(text);
        err.flush();
    }

    void clear() {
        if (drawn) {
            err.print("\r" + CLEAR_TO_END);
            err.flush();
            drawn = false;
        }
    }
}
