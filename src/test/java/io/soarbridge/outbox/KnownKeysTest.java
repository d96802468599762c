package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More deliveries than are known from memory. */
final class KnownKeysTest {
    private static final int MANY = 40_000;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @Test
    void a_unit_of_work_stays_known_when_its_key_leaves_memory_and_over_restarts() {
        try (SqliteOutboxStore store = open()) {
            accept(store, 0, MANY);
            for (int group = 0; group < 100; group++) {
                accept(store, MANY + group, 1);
            }
            assertThat(known(store)).isGreaterThan(32_000);
            assertThat(duplicates(store, 0, MANY + 100)).isEqualTo(MANY + 100);
        }
        try (SqliteOutboxStore store = open()) {
            assertThat(duplicates(store, 0, MANY + 100)).isEqualTo(MANY + 100);
            assertThat(accept(store, MANY + 100, 1))
                    .extracting(Receipt::duplicate)
                    .containsExactly(false);
        }
    }

    @Test
    void keys_of_purged_deliveries_leave_the_table_in_time() {
        try (SqliteOutboxStore store = open()) {
            for (int round = 0; round < 4; round++) {
                accept(store, round * MANY, MANY);
                deliverAndPurge(store);
                for (int group = 0; group < 90; group++) {
                    accept(store, 1_000_000 + round * 90 + group, 1);
                }
            }
            assertThat(known(store)).isBetween(1L, 3L * MANY);
            assertThat(duplicates(store, 0, 100)).isZero();
        }
    }

    private SqliteOutboxStore open() {
        return SqliteOutboxStore.open(
                folder.resolve("outbox.db"),
                OutboxStoreContract.SETTINGS,
                new SqliteOutboxStore.Time(clock, clock::millis));
    }

    private static List<Receipt> accept(OutboxStore store, int from, int count) {
        List<NewEvent> events = new ArrayList<>();
        IntStream.range(from, from + count).forEach(i -> events.add(OutboxStoreContract.event("k" + i, "k" + i)));
        return store.accept(events).join();
    }

    private static long duplicates(OutboxStore store, int from, int count) {
        return accept(store, from, count).stream().filter(Receipt::duplicate).count();
    }

    private static void deliverAndPurge(OutboxStore store) {
        for (List<Claim> claims = claims(store); !claims.isEmpty(); claims = claims(store)) {
            claims.forEach(claim -> store.record(
                    new Result.Delivered(claim.deliveryId(), claim.ticket(), "done", "1", null, null, Duration.ZERO)));
        }
        store.purge(OutboxStoreContract.all()).join();
    }

    private static List<Claim> claims(OutboxStore store) {
        return store.claim("a", 4000, OutboxStoreContract.LEASE).join();
    }

    private static long known(SqliteOutboxStore store) {
        return store.onWriter(ledger -> ledger.number("select count(*) from known"))
                .join();
    }
}
