package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store of its own for each test, and short words for what is done with it. */
abstract class StoreFixture {
    static final Duration LEASE = Duration.ofMinutes(5);
    static final OutboxSettings SETTINGS = settings(1_000_000);

    final SettableClock clock = new SettableClock();
    OutboxStore store;

    /** Opens the same ledger each time within a test. */
    abstract OutboxStore open(OutboxSettings settings);

    /** What the ledger does for itself once a minute. */
    abstract void upkeep() throws Exception;

    static OutboxSettings settings(long maxBacklog) {
        return new OutboxSettings(
                maxBacklog,
                0,
                Duration.ofDays(30),
                LEASE,
                8,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
    }

    @BeforeEach
    void openStore() {
        store = open(SETTINGS);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    final Receipt accept(String key, String orderKey) {
        return store.accept(List.of(event(key, orderKey))).join().get(0);
    }

    static NewEvent event(String key, String orderKey) {
        byte[] payload = "{\"k\":\"%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
        NewEvent.Target target = new NewEvent.Target("a", "case-create", key, orderKey);
        return new NewEvent("siem", "case", payload, "trace", List.of(target));
    }

    static NewEvent.Target target(String connection, String key) {
        return new NewEvent.Target(connection, "case-create", key, key);
    }

    final List<Claim> claim(int max) {
        return store.claim("a", max, LEASE).join();
    }

    final void done(Claim claim) {
        store.record(new Result.Delivered(
                        claim.deliveryId(),
                        claim.ticket(),
                        "done",
                        "INC-" + claim.deliveryId(),
                        "1",
                        "https://x/1",
                        Duration.ZERO))
                .join();
    }

    final void dead(Claim claim) {
        store.record(new Result.Dead(
                        claim.deliveryId(),
                        claim.ticket(),
                        false,
                        "rest/refused",
                        400,
                        "no such field",
                        Duration.ofMillis(9)))
                .join();
    }

    final void retry(Claim claim, Instant at, boolean counts, boolean maybeApplied) {
        store.record(new Result.Retry(
                        claim.deliveryId(),
                        claim.ticket(),
                        at,
                        counts,
                        maybeApplied,
                        "rest/down",
                        503,
                        "down",
                        Duration.ofMillis(9)))
                .join();
    }

    final List<DeliveryRow> list(State state) {
        return store.list(only(state));
    }

    static DeliveryFilter all() {
        return filter(null, 0, 0);
    }

    static DeliveryFilter only(State state) {
        return filter(List.of(state), 0, 0);
    }

    static DeliveryFilter filter(List<State> states, long beforeId, int limit) {
        return new DeliveryFilter(null, null, states, null, null, null, null, beforeId, limit);
    }
}
