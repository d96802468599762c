package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the release before, with work in every state. */
final class LedgerMigrationTest {
    private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    /** 1 delivered, 2 dead, 3 in flight, 4 pending behind 3, 5 postponed, 6 new; 7 is the second delivery of event 6. */
    @BeforeEach
    void writeOldFile() throws Exception {
        SqliteFile file = new SqliteFile(folder.resolve("outbox.db"));
        try (Connection connection = file.creator();
                Statement sql = connection.createStatement();
                InputStream script = getClass().getResourceAsStream("/db/sqlite/V001__outbox.sql")) {
            sql.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            sql.executeUpdate("pragma user_version = 1");
            for (int id = 1; id <= 6; id++) {
                sql.executeUpdate("insert into event values (%d, 'siem', 'case', null, %d, %d, x'7b7d')"
                        .formatted(id, DAY + id, id == 6 ? 2 : 1));
            }
            delivery(
                    sql, 1, 1, "a", "o1", 2, "done_at = " + DAY + ", code = 'done', remote_id = 'INC-1', attempts = 0");
            delivery(sql, 2, 2, "a", "o2", 3, "done_at = " + DAY + ", code = 'rest/refused', attempts = 4");
            delivery(sql, 3, 3, "a", "o3", 1, "first_claimed_at = " + DAY + ", queued = 1");
            delivery(sql, 4, 4, "a", "o3", 0, "queued = 1");
            delivery(sql, 5, 5, "a", "k5", 0, "attempts = 2, maybe_applied = 1");
            delivery(sql, 6, 6, "a", "k6", 0, "attempts = 0");
            delivery(sql, 7, 6, "b", "k6", 0, "attempts = 0");
            lane(sql, "a", "o3", DAY, "3, 3, 2");
            lane(sql, "a", "k5", clock.millis() + 60_000, "null, 5, 1");
            lane(sql, "a", "k6", DAY, "null, 6, 1");
            lane(sql, "b", "k6", DAY, "null, 7, 1");
            sql.executeUpdate("insert into attempt values (2, 1, 0, 9, 'rest/refused', 400, 'no')");
            sql.executeUpdate(
                    "insert into tally values ('a', 0, 3), ('a', 1, 1), ('a', 2, 1), ('a', 3, 1), ('b', 0, 1)");
        }
    }

    private static void delivery(
            Statement sql, long id, long event, String connection, String order, int state, String rest)
            throws SQLException {
        String key = "k" + event;
        sql.executeUpdate(
                """
                insert into delivery (id, event_id, connection, operation, dedup_key, order_key, unit, lane, state, received_at)
                values (%d, %d, '%s', 'case-create', '%s', '%s', x'%032x', %d, %d, %d)
                """.formatted(id, event, connection, key, order, id, new Digest().lane(order), state, DAY + event));
        sql.executeUpdate("update delivery set " + rest + " where id = " + id);
    }

    private static void lane(Statement sql, String connection, String order, long nextAt, String flightHeadPending)
            throws SQLException {
        sql.executeUpdate("insert into lane (connection, key, next_at, flight, head, pending) values ('%s', %d, %d, %s)"
                .formatted(connection, new Digest().lane(order), nextAt, flightHeadPending));
    }

    @Test
    void goes_on_where_the_old_release_stopped() {
        try (SqliteOutboxStore store = open()) {
            assertThat(store.counts().get("a"))
                    .isEqualTo(new OutboxStore.Counts(4, 0, 1, 1, Instant.ofEpochMilli(DAY + 3)));

            List<Claim> first = claim(store, "a");
            assertThat(first).extracting(Claim::deliveryId).containsExactlyInAnyOrder(3L, 6L);
            assertThat(first.stream()
                            .filter(c -> c.deliveryId() == 3)
                            .findFirst()
                            .orElseThrow())
                    .satisfies(c -> assertThat(c.maybeApplied()).isTrue())
                    .satisfies(c -> assertThat(c.firstClaimedAt()).isEqualTo(Instant.ofEpochMilli(DAY)));
            assertThat(claim(store, "b")).extracting(Claim::deliveryId).containsExactly(7L);
            first.forEach(c -> done(store, c));

            assertThat(claim(store, "a")).extracting(Claim::deliveryId).containsExactly(4L);
            assertThat(store.nextDue("a")).contains(clock.instant().plusSeconds(60));
            clock.advance(Duration.ofSeconds(60));
            Claim postponed = claim(store, "a").get(0);
            assertThat(postponed.deliveryId()).isEqualTo(5);
            assertThat(postponed.attempts()).isEqualTo(2);
        }
    }

    @Test
    void knows_what_the_old_release_took() {
        try (SqliteOutboxStore store = open()) {
            for (int event = 1; event <= 6; event++) {
                NewEvent again = OutboxStoreContract.event("k" + event, "o" + event);
                assertThat(store.accept(List.of(again)).join()).containsExactly(new Receipt(event, true));
            }
            assertThat(store.accept(List.of(OutboxStoreContract.event("k7", "k7")))
                            .join())
                    .containsExactly(new Receipt(8, false));
            assertThat(store.remoteId("a", "o1")).contains("INC-1");
            assertThat(store.show(2).orElseThrow().attempts()).hasSize(1);
            assertThat(store.replay(OutboxStoreContract.all()).join()).isEqualTo(1);
        }
    }

    private SqliteOutboxStore open() {
        return SqliteOutboxStore.open(
                folder.resolve("outbox.db"),
                OutboxStoreContract.SETTINGS,
                new SqliteOutboxStore.Time(clock, clock::millis));
    }

    private static List<Claim> claim(OutboxStore store, String connection) {
        return store.claim(connection, 10, OutboxStoreContract.LEASE).join();
    }

    private static void done(OutboxStore store, Claim claim) {
        store.record(new Result.Delivered(
                        claim.deliveryId(), claim.ticket(), "done", "INC-9", null, null, Duration.ZERO))
                .join();
    }
}
