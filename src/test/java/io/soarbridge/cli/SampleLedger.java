package io.soarbridge.cli;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills a real ledger file the way a bridge does: accepts, claims, records, closes. Deliveries get the ids 1, 2, 3, … */
final class SampleLedger implements AutoCloseable {
    private static final OutboxSettings SETTINGS = new OutboxSettings(
            1_000_000,
            0,
            Duration.ofDays(30),
            Duration.ofMinutes(5),
            8,
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ZERO);

    private final SettableClock clock;
    private final SqliteOutboxStore store;
    private long next = 1;

    SampleLedger(Path file, SettableClock clock) {
        this.clock = clock;
        store = SqliteOutboxStore.open(file, SETTINGS, clock);
    }

    SampleLedger dead(String connection, String code) {
        Claim claim = claimed(connection);
        store.record(new Result.Dead(
                        claim.deliveryId(),
                        claim.ticket(),
                        false,
                        code,
                        400,
                        "name is missing\u001b[31m",
                        Duration.ofMillis(12)))
                .join();
        return this;
    }

    SampleLedger delivered(String connection) {
        Claim claim = claimed(connection);
        store.record(new Result.Delivered(
                        claim.deliveryId(), claim.ticket(), "done", "7" + next, null, null, Duration.ofMillis(9)))
                .join();
        return this;
    }

    SampleLedger pending(String connection) {
        store.accept(List.of(event(connection))).join();
        return this;
    }

    SampleLedger pending(String connection, int count) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(connection));
        }
        store.accept(events).join();
        return this;
    }

    private Claim claimed(String connection) {
        pending(connection);
        return store.claim(connection, 1, Duration.ofMinutes(5)).join().get(0);
    }

    private NewEvent event(String connection) {
        clock.advance(Duration.ofSeconds(1));
        byte[] payload = "{\"n\":%d}".formatted(next).getBytes(StandardCharsets.UTF_8);
        String key = "lab:" + next++;
        return new NewEvent(
                "lab", "ocsf", payload, null, List.of(new NewEvent.Target(connection, "case-create", key, key)));
    }

    /** The row as it is now, read beside whoever else has the ledger open. */
    static Optional<DeliveryRow> row(Path file, long id) {
        try (SqliteOutboxStore store =
                SqliteOutboxStore.openReadOnly(file, new SettableClock("2026-03-01T10:00:00Z"))) {
            return store.show(id).map(detail -> detail.row());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
