package io.soarbridge.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.State;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.MovedClock;
import io.soarbridge.testkit.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several bridges on one database. */
class PostgresReplicasTest {
    @TempDir
    Path folder;

    private final Postgres postgres = Postgres.shared();
    private final List<PostgresOutboxStore> opened = new ArrayList<>();
    private String database;

    @BeforeEach
    void createDatabase() {
        database = postgres.database();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(PostgresOutboxStore::close);
    }

    private PostgresOutboxStore replica(String name) {
        return replica(name, InstantSource.system());
    }

    private PostgresOutboxStore replica(String name, InstantSource clock) {
        PostgresOutboxStore store = PostgresOutboxStore.open(
                postgres.settings(database), folder.resolve(name), Replicas.settings(1_000_000), clock);
        opened.add(store);
        return store;
    }

    @Test
    void keep_the_order_of_each_key_and_work_on_none_twice_at_a_time() throws Exception {
        PostgresOutboxStore first = replica("one");
        try (Replicas replicas = new Replicas(Replicas.LEASE, first, replica("two"), replica("three"))) {
            replicas.send(300, 25).work().finish(first);

            assertThat(replicas.broken()).isEmpty();
            assertThat(first.counts().get("a")).isEqualTo(new OutboxStore.Counts(0, 0, 900, 0, null));
            assertThat(first.nextDue("a")).isEmpty();
        }
    }

    @Test
    void take_the_same_events_once_when_all_get_them_at_once() {
        List<NewEvent> events = IntStream.range(0, 400)
                .mapToObj(i -> Replicas.event("k" + i, "o" + i % 40))
                .toList();
        List<PostgresOutboxStore> stores = List.of(replica("one"), replica("two"), replica("three"));
        List<CompletableFuture<List<Receipt>>> receipts = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (PostgresOutboxStore store : stores) {
                List<NewEvent> shuffled = new ArrayList<>(events);
                Collections.shuffle(shuffled, new Random(receipts.size()));
                for (int from = 0; from < shuffled.size(); from += 50) {
                    receipts.add(store.accept(shuffled.subList(from, from + 50)));
                }
            }
        }

        long news = receipts.stream()
                .flatMap(r -> r.join().stream())
                .filter(r -> !r.duplicate())
                .count();

        assertThat(news).isEqualTo(400);
        assertThat(stores.get(0).counts().get("a").pending()).isEqualTo(400);
        assertThat(stores.get(0).list(new DeliveryFilter(null, null, null, null, null, null, null, 0, 0)))
                .hasSize(400);
    }

    @Test
    void get_the_claims_of_one_that_fell_silent_when_its_lease_ends_and_not_before() {
        postgres.ownClock(database);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        postgres.setNow(database, now);
        PostgresOutboxStore silent = replica("silent");
        PostgresOutboxStore other = replica("other");
        silent.accept(List.of(Replicas.event("k1", "o1"), Replicas.event("k2", "o1")))
                .join();
        Claim paused = silent.claim("a", 1, Replicas.LEASE).join().get(0);

        postgres.setNow(database, now.plus(Replicas.LEASE).minusMillis(1));
        assertThat(other.claim("a", 10, Replicas.LEASE).join()).isEmpty();
        postgres.setNow(database, now.plus(Replicas.LEASE));
        Claim taken = other.claim("a", 10, Replicas.LEASE).join().get(0);

        assertThat(taken.deliveryId()).isEqualTo(paused.deliveryId());
        assertThat(taken.maybeApplied()).isTrue();
        assertThat(taken.firstClaimedAt()).isEqualTo(now);
        silent.record(Replicas.done(paused)).join();
        assertThat(other.show(taken.deliveryId()).orElseThrow().row().state())
                .as("the late result of a paused bridge")
                .isEqualTo(State.IN_FLIGHT);
        other.record(Replicas.done(taken)).join();
        assertThat(silent.claim("a", 10, Replicas.LEASE).join())
                .extracting(Claim::dedupKey)
                .containsExactly("k2");
    }

    @Test
    void get_back_at_once_what_they_had_claimed_before_they_crashed() throws Exception {
        PostgresOutboxStore crashed = replica("one");
        PostgresOutboxStore other = replica("two");
        crashed.accept(List.of(Replicas.event("k1", "o1"), Replicas.event("k2", "o2")))
                .join();
        Claim lost = crashed.claim("a", 1, Replicas.LEASE).join().get(0);
        Claim kept = other.claim("a", 1, Replicas.LEASE).join().get(0);
        // a process that is gone leaves its folder without the lock; a copy of the folder is the same to the next
        // process
        Files.createDirectories(folder.resolve("again"));
        Files.copy(folder.resolve("one/replica"), folder.resolve("again/replica"));

        PostgresOutboxStore again = replica("again");

        Claim back = again.claim("a", 10, Replicas.LEASE).join().get(0);
        assertThat(back.deliveryId()).isEqualTo(lost.deliveryId());
        assertThat(back.maybeApplied()).isTrue();
        other.record(Replicas.done(kept)).join();
        assertThat(other.counts().get("a")).isEqualTo(new OutboxStore.Counts(0, 1, 1, 0, back.receivedAt()));
    }

    @Test
    void do_not_share_a_data_folder() {
        replica("one");

        assertThatThrownBy(() -> replica("one"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("outbox/in-use"));
    }

    @Test
    void agree_on_times_though_their_clocks_differ() {
        MovedClock ahead = new MovedClock();
        ahead.advance(Duration.ofHours(2));
        PostgresOutboxStore early = replica("early", ahead);
        PostgresOutboxStore right = replica("right");
        right.accept(List.of(Replicas.event("k1", "o1"))).join();
        Claim claim = early.claim("a", 1, Replicas.LEASE).join().get(0);

        early.record(Replicas.retry(claim, ahead.instant().plusSeconds(600))).join();

        assertThat(claim.leaseUntil())
                .isBetween(ahead.instant(), ahead.instant().plus(Replicas.LEASE));
        assertThat(early.nextDue("a").orElseThrow())
                .isBetween(ahead.instant().plusSeconds(300), ahead.instant().plusSeconds(600));
        assertThat(right.nextDue("a").orElseThrow())
                .isBetween(Instant.now().plusSeconds(300), Instant.now().plusSeconds(601));
        assertThat(right.claim("a", 1, Replicas.LEASE).join()).isEmpty();
    }

    @Test
    void remove_old_rows_and_sum_the_counts_up_beside_each_other() throws Exception {
        postgres.ownClock(database);
        PostgresOutboxStore one = replica("one");
        PostgresOutboxStore two = replica("two");
        List<NewEvent> events = IntStream.range(0, 1200)
                .mapToObj(i -> Replicas.event("k" + i, "o" + i))
                .toList();
        one.accept(events.subList(0, 600)).join();
        two.accept(events.subList(600, 1200)).join();
        two.claim("a", 1100, Replicas.LEASE).join().stream()
                .map(claim -> two.record(Replicas.done(claim)))
                .toList()
                .forEach(CompletableFuture::join);
        postgres.setNow(database, Instant.now().plus(Duration.ofDays(31)));

        CompletableFuture<Integer> beside = CompletableFuture.supplyAsync(() -> tidy(two));
        int removed = tidy(one) + beside.join() + tidy(one);

        assertThat(removed).isEqualTo(1100);
        assertThat(one.counts().get("a").pending()).isEqualTo(100);
        assertThat(one.counts().get("a").delivered()).isZero();
        assertThat(two.list(new DeliveryFilter(null, null, null, null, null, null, null, 0, 0)))
                .hasSize(100)
                .allMatch(row -> row.state() == State.PENDING);
    }

    private static int tidy(PostgresOutboxStore store) {
        try {
            return store.tidy();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keep_texts_that_postgresql_has_no_place_for() {
        PostgresOutboxStore store = replica("one");
        NewEvent event = Replicas.event("k\0", "o\0");

        assertThat(store.accept(List.of(event)).join().get(0).duplicate()).isFalse();
        assertThat(store.accept(List.of(event)).join().get(0).duplicate()).isTrue();
        Claim claim = store.claim("a", 1, Replicas.LEASE).join().get(0);
        store.record(Replicas.done(claim)).join();

        assertThat(claim.dedupKey()).isEqualTo("k\uFFFD");
        assertThat(store.remoteId("a", "o\0")).contains("INC-" + claim.deliveryId());
    }
}
