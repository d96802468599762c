package io.soarbridge.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * One thing that a connection waits for.
 *
 * @param since null when not known
 * @param until when it is tried or looked at next, or null when nobody can say
 * @param words a sentence or two for a person
 */
public record Wait(Reason reason, Instant since, Instant until, String words) {
    public Wait {
        since = shown(since);
        until = shown(until);
    }

    /** As people read a time: to the second, also within {@link #words}. */
    static Instant shown(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is waited for. */
    public enum Reason {
        /** Nothing is to be delivered. */
        NOTHING,
        /** Deliveries are under way, and nothing holds them up. */
        NOT_HELD_UP,
        /** The ledger cannot be written. */
        DISK,
        /** The lane does not run. */
        LANE,
        /** The system refuses our credentials. */
        CREDENTIALS,
        /** The system is down. */
        PEER,
        /** The system throttles us, or our own max-rate does. */
        QUOTA,
        /** All calls at a time are under way. */
        WORKERS,
        /** A failed delivery waits for its next attempt, and those of the same case behind it. */
        ORDER
    }

    ObjectNode json() {
        return Json.mapper()
                .createObjectNode()
                .put("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("since", since == null ? null : since.toString())
                .put("until", until == null ? null : until.toString())
                .put("words", words);
    }
}
