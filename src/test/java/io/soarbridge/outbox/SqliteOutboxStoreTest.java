package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.support.BridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOutboxStoreTest extends OutboxStoreContract {
    @TempDir
    Path folder;

    @Override
    OutboxStore open(OutboxSettings settings) {
        return SqliteOutboxStore.open(file(), settings, new SqliteOutboxStore.Time(clock, clock::millis));
    }

    @Override
    void upkeep() {
        ((SqliteOutboxStore) store).pruneOnce();
    }

    private Path file() {
        return folder.resolve("outbox.db");
    }

    @Test
    void has_everything_acknowledged_after_a_crash() throws Exception {
        accept("k1", "o1");
        accept("k2", "o2");
        Claim inFlight = claim(1).get(0);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        // by another process: closing a file of the ledger here would drop SQLite's locks on it
        int exit = new ProcessBuilder("sh", "-c", "cp outbox.db outbox.db-wal copy/")
                .directory(folder.toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();

        try (SqliteOutboxStore crashed = SqliteOutboxStore.open(copy.resolve("outbox.db"), SETTINGS, clock)) {
            assertThat(crashed.list(all()))
                    .extracting(DeliveryRow::state)
                    .containsOnly(State.PENDING)
                    .hasSize(2);
            assertThat(crashed.show(inFlight.deliveryId()).orElseThrow().row().maybeApplied())
                    .isTrue();
            assertThat(crashed.claim("a", 5, LEASE).join()).hasSize(2);
        }
    }

    @Test
    void fails_while_the_disk_is_full_leaves_no_trace_and_recovers() {
        SqliteOutboxStore sqlite = (SqliteOutboxStore) store;
        accept("k1", "o1");
        limitPages(sqlite, 1);
        NewEvent large = new NewEvent(
                "siem", "case", new byte[1 << 20], null, List.of(new NewEvent.Target("a", "case-create", "k2", "o2")));

        assertThatThrownBy(() -> store.accept(List.of(large)).join())
                .cause()
                .isInstanceOfSatisfying(
                        OutboxUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("outbox/disk-full"));
        assertThat(store.list(all())).hasSize(1);
        done(claim(5).get(0));

        limitPages(sqlite, 1_000_000);
        assertThat(store.accept(List.of(large)).join().get(0).duplicate()).isFalse();
        assertThat(store.counts().get("a").pending()).isEqualTo(1);
    }

    /** SQLite never limits below what the file has already. */
    private static void limitPages(SqliteOutboxStore store, int pages) {
        store.onWriter(ledger -> {
                    ledger.execute("pragma max_page_count = " + pages);
                    return null;
                })
                .join();
    }

    @Test
    void one_failing_operation_does_not_harm_the_others_of_its_group() {
        SqliteOutboxStore sqlite = (SqliteOutboxStore) store;
        var gate = new java.util.concurrent.CountDownLatch(1);
        sqlite.onWriter(ledger -> await(gate));
        var good = store.accept(List.of(event("k1", "o1")));
        var bad = sqlite.onWriter(ledger -> {
            ledger.execute("insert into meta (name) values ('no value')");
            return null;
        });
        var alsoGood = store.accept(List.of(event("k2", "o2")));

        gate.countDown();

        assertThat(good.join().get(0).duplicate()).isFalse();
        assertThat(alsoGood.join().get(0).duplicate()).isFalse();
        assertThatThrownBy(bad::join).hasCauseInstanceOf(OutboxUnavailableException.class);
        assertThat(store.counts().get("a").pending()).isEqualTo(2);
    }

    private static Void await(java.util.concurrent.CountDownLatch gate) {
        try {
            gate.await();
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refuses_new_work_while_the_disk_has_too_little_room_but_delivers_on() {
        accept("k1", "o1");
        store.close();
        OutboxSettings s = SETTINGS;
        store = open(new OutboxSettings(
                s.maxBacklog(),
                Long.MAX_VALUE,
                s.retention(),
                LEASE,
                8,
                s.retryDelay(),
                s.retryCap(),
                s.settleDelay()));

        assertThatThrownBy(() -> accept("k2", "o2"))
                .cause()
                .isInstanceOfSatisfying(
                        OutboxUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("outbox/disk-full"));
        done(claim(1).get(0));
        assertThat(list(State.DELIVERED)).hasSize(1);
    }

    @Test
    void prunes_what_is_older_than_the_retention() {
        for (String key : List.of("k1", "k2", "k3")) {
            accept(key, key);
        }
        List<Claim> claims = claim(2);
        done(claims.get(0));
        dead(claims.get(1));
        long newest = accept("k4", "k4").eventId();
        SqliteOutboxStore sqlite = (SqliteOutboxStore) store;

        assertThat(sqlite.pruneOnce()).isZero();
        clock.advance(Duration.ofDays(31));

        assertThat(sqlite.pruneOnce()).isEqualTo(2);
        assertThat(store.list(all())).extracting(DeliveryRow::state).containsOnly(State.PENDING);
        claim(5).forEach(this::done);
        clock.advance(Duration.ofDays(31));
        assertThat(sqlite.pruneOnce()).isEqualTo(2);
        store.close();
        store = open(SETTINGS);
        assertThat(accept("k5", "k5").eventId()).as("ids are not used twice").isGreaterThan(newest);
    }

    @Test
    void lets_one_bridge_in() {
        assertThatThrownBy(() -> open(SETTINGS))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/in-use"))
                .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    }

    @Test
    void lets_the_command_line_look_and_replay_while_the_bridge_runs() {
        accept("k1", "o1");
        dead(claim(1).get(0));

        try (SqliteOutboxStore beside = SqliteOutboxStore.openShared(file(), clock)) {
            assertThat(beside.list(only(State.DEAD))).hasSize(1);
            assertThat(beside.replay(all()).join()).isEqualTo(1);
            assertThatThrownBy(() -> beside.claim("a", 1, LEASE)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(store.nextDue("a")).contains(clock.instant());
        assertThat(claim(1)).hasSize(1);
        try (SqliteOutboxStore looking = SqliteOutboxStore.openReadOnly(file(), clock)) {
            assertThat(looking.counts().get("a").inFlight()).isEqualTo(1);
            assertThatThrownBy(() -> looking.replay(all())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void names_a_damaged_file_and_leaves_it_alone() throws Exception {
        Path damaged = Files.writeString(folder.resolve("damaged.db"), "this is not a ledger ".repeat(200));
        byte[] before = Files.readAllBytes(damaged);

        assertThatThrownBy(() -> SqliteOutboxStore.open(damaged, SETTINGS, clock))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/corrupt"))
                .hasMessageContaining("damaged.db");
        assertThat(Files.readAllBytes(damaged)).isEqualTo(before);
    }

    @Test
    void says_that_there_is_no_ledger_to_look_at() {
        assertThatThrownBy(() -> SqliteOutboxStore.openReadOnly(folder.resolve("none.db"), clock))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/missing"));
    }

    @Test
    void says_that_it_cannot_write_there() {
        Path system = Path.of("/sys/kernel");
        assumeThat(Files.isDirectory(system))
                .as("needs a folder that nobody may write to")
                .isTrue();

        assertThatThrownBy(() -> SqliteOutboxStore.open(system.resolve("soarbridge/outbox.db"), SETTINGS, clock))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/open-failed"));
    }
}
