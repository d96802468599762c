package io.soarbridge.config;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The ledger.
 *
 * @param maxBacklog undelivered rows above which senders get 503
 * @param minFreeDisk bytes that must stay free on the disk, else senders get 503
 * @param retention how long delivered and dead rows, and with them deduplication, are kept
 * @param lease how long a claimed row stays with a replica that shows no sign of life
 * @param maxAttempts counted attempts before a row is a dead letter
 * @param retryDelay first delay; doubles, with jitter, up to {@code retryCap}
 * @param settleDelay least delay before looking whether an ambiguous create was applied, for searches that lag behind writes
 */
public record OutboxSettings(
        @Key(
                name = "max-backlog",
                value = "1000000",
                min = "1",
                max = "1000000000",
                doc = "Undelivered events above which senders get 503 with Retry-After.")
        long maxBacklog,

        @Key(
                name = "min-free-disk",
                value = "64MiB",
                kind = Kind.SIZE,
                min = "1MiB",
                max = "1TiB",
                doc = "Space that must stay free on the disk of soarbridge.data, else senders get 503.")
        long minFreeDisk,

        @Key(
                name = "retention",
                value = "30d",
                min = "1h",
                max = "3650d",
                doc = "How long delivered and dead events are kept. A repeated event is recognised for as long.")
        Duration retention,

        @Key(
                name = "lease",
                value = "60s",
                min = "1s",
                max = "1h",
                doc =
                        "A claimed event goes back into the queue when its attempt has not ended within this time, or within six times connect-timeout and response-timeout together when that is longer.")
        Duration lease,

        @Key(
                name = "max-attempts",
                value = "12",
                min = "1",
                max = "1000",
                doc = "Attempts that count before an event becomes a dead letter. An outage of the target costs none.")
        int maxAttempts,

        @Key(
                name = "retry-delay",
                value = "2s",
                min = "10ms",
                max = "1h",
                doc = "Delay before the first retry; doubles each time, with jitter.")
        Duration retryDelay,

        @Key(name = "retry-cap", value = "15m", min = "10ms", max = "7d", doc = "Longest delay between two attempts.")
        Duration retryCap,

        @Key(
                name = "settle-delay",
                value = "5s",
                min = "0s",
                max = "1h",
                doc =
                        "Least delay before looking whether an uncertain create was applied, for searches that lag behind writes.")
        Duration settleDelay) {
    /** The longest that a system can make us wait; see {@code RetryAfter}. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    /** The longest that a delivery can be postponed for. */
    public Duration longestWait() {
        return Collections.max(List.of(LONGEST_ASKED, retryCap, settleDelay));
    }
}
