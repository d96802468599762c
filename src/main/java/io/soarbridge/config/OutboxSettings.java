package io.soarbridge.config;

import java.time.Duration;

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
        long maxBacklog,
        long minFreeDisk,
        Duration retention,
        Duration lease,
        int maxAttempts,
        Duration retryDelay,
        Duration retryCap,
        Duration settleDelay) {}
