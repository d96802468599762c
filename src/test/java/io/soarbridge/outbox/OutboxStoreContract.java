package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises. A store of its own for each test. */
abstract class OutboxStoreContract {
    static final Duration LEASE = Duration.ofMinutes(5);
    static final OutboxSettings SETTINGS = settings(1_000_000);

    final SettableClock clock = new SettableClock();
    OutboxStore store;

    /** Opens the same ledger each time within a test. */
    abstract OutboxStore open(OutboxSettings settings);

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

    @Test
    void gives_back_what_it_took_in() {
        Receipt receipt = accept("k1", "o1");

        Claim claim = claim(1).get(0);

        assertThat(claim.eventId()).isEqualTo(receipt.eventId());
        assertThat(claim.connection()).isEqualTo("a");
        assertThat(claim.operation()).isEqualTo("case-create");
        assertThat(claim.dedupKey()).isEqualTo("k1");
        assertThat(claim.orderKey()).isEqualTo("o1");
        assertThat(claim.source()).isEqualTo("siem");
        assertThat(claim.format()).isEqualTo("case");
        assertThat(claim.payload()).isEqualTo("{\"k\":\"k1\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(claim.traceId()).isEqualTo("trace");
        assertThat(claim.attempts()).isZero();
        assertThat(claim.maybeApplied()).isFalse();
        assertThat(claim.receivedAt()).isEqualTo(clock.instant());
        assertThat(claim.firstClaimedAt()).isEqualTo(clock.instant());
        assertThat(claim.leaseUntil()).isEqualTo(clock.instant().plus(LEASE));
    }

    @Test
    void takes_the_same_unit_of_work_once() {
        Receipt first = accept("k1", "o1");

        Receipt again = accept("k1", "o1");

        assertThat(first.duplicate()).isFalse();
        assertThat(again).isEqualTo(new Receipt(first.eventId(), true));
        assertThat(store.list(all())).hasSize(1);
    }

    @Test
    void takes_the_same_unit_once_within_one_call() {
        List<Receipt> receipts =
                store.accept(List.of(event("k1", "o1"), event("k1", "o1"))).join();

        assertThat(receipts.get(1)).isEqualTo(new Receipt(receipts.get(0).eventId(), true));
        assertThat(store.counts().get("a").pending()).isEqualTo(1);
    }

    @Test
    void adds_only_the_deliveries_that_are_missing() {
        Receipt first = accept("k1", "o1");
        NewEvent both =
                new NewEvent("siem", "case", new byte[] {1}, null, List.of(target("a", "k1"), target("b", "k1")));

        Receipt second = store.accept(List.of(both)).join().get(0);

        assertThat(second.duplicate()).isFalse();
        assertThat(store.ofEvent(first.eventId()))
                .extracting(DeliveryRow::connection)
                .containsExactly("a");
        assertThat(store.ofEvent(second.eventId()))
                .extracting(DeliveryRow::connection)
                .containsExactly("b");
    }

    @Test
    void refuses_a_call_that_is_wrong_without_a_trace() {
        NewEvent empty = new NewEvent("siem", "case", new byte[0], null, List.of());

        CompletableFuture<List<Receipt>> refused = store.accept(List.of(event("k1", "o1"), empty));

        assertThatThrownBy(refused::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(store.list(all())).isEmpty();
    }

    @Test
    void keeps_the_order_of_a_key_and_runs_keys_side_by_side() {
        accept("k1", "o1");
        accept("k2", "o1");
        accept("k3", "o2");

        List<Claim> claims = claim(10);

        assertThat(claims).extracting(Claim::dedupKey).containsExactlyInAnyOrder("k1", "k3");
        assertThat(claim(10)).isEmpty();
        done(claims.get(0).dedupKey().equals("k1") ? claims.get(0) : claims.get(1));
        assertThat(claim(10)).extracting(Claim::dedupKey).containsExactly("k2");
    }

    @Test
    void keeps_a_key_waiting_until_its_head_is_due_again() {
        accept("k1", "o1");
        accept("k2", "o1");
        Instant at = clock.instant().plusSeconds(60);

        retry(claim(1).get(0), at, true, false);

        assertThat(claim(10)).isEmpty();
        assertThat(store.nextDue("a")).contains(at);
        clock.advance(Duration.ofSeconds(60));
        Claim again = claim(10).get(0);
        assertThat(again.dedupKey()).isEqualTo("k1");
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.maybeApplied()).isFalse();
        assertThat(again.firstClaimedAt()).isEqualTo(at.minusSeconds(60));
    }

    @Test
    void counts_an_attempt_only_when_told_and_keeps_its_doubt() {
        accept("k1", "o1");

        retry(claim(1).get(0), clock.instant(), false, true);
        retry(claim(1).get(0), clock.instant(), false, false);

        Claim third = claim(1).get(0);
        assertThat(third.attempts()).isZero();
        assertThat(third.maybeApplied()).isTrue();
        assertThat(store.show(third.deliveryId()).orElseThrow().attempts())
                .extracting(DeliveryDetail.Attempt::number)
                .containsExactly(1, 2);
    }

    @Test
    void moves_on_behind_a_dead_letter() {
        accept("k1", "o1");
        accept("k2", "o1");

        dead(claim(1).get(0));

        assertThat(claim(1)).extracting(Claim::dedupKey).containsExactly("k2");
        DeliveryRow row = list(State.DEAD).get(0);
        assertThat(row.code()).isEqualTo("rest/refused");
        assertThat(row.status()).isEqualTo(400);
        assertThat(row.reason()).isEqualTo("no such field");
        assertThat(row.doneAt()).isEqualTo(clock.instant());
    }

    @Test
    void hands_out_abandoned_work_again_with_doubt() {
        accept("k1", "o1");
        Claim lost = claim(1).get(0);

        clock.advance(LEASE);

        Claim again = claim(1).get(0);
        assertThat(again.deliveryId()).isEqualTo(lost.deliveryId());
        assertThat(again.maybeApplied()).isTrue();
        assertThat(again.attempts()).isZero();
    }

    @Test
    void a_late_result_of_an_ended_lease_changes_nothing() {
        accept("k1", "o1");
        Claim ended = claim(1).get(0);
        clock.advance(LEASE);
        Claim current = claim(1).get(0);
        DeliveryDetail before = store.show(current.deliveryId()).orElseThrow();

        done(ended);
        dead(ended);
        retry(ended, clock.instant(), true, true);

        assertThat(current.ticket()).isGreaterThan(ended.ticket());
        assertThat(store.show(current.deliveryId()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(before);
        assertThat(store.counts().get("a").inFlight()).isEqualTo(1);
        assertThat(claim(1)).isEmpty();
        done(current);
        assertThat(list(State.DELIVERED)).hasSize(1);
    }

    @Test
    void a_ticket_is_new_with_each_claim() {
        accept("k1", "o1");
        Claim first = claim(1).get(0);
        retry(first, clock.instant(), true, false);
        Claim second = claim(1).get(0);
        dead(second);
        store.replay(all()).join();
        store.close();
        store = open(SETTINGS);

        Claim third = claim(1).get(0);

        assertThat(second.ticket()).isGreaterThan(first.ticket());
        assertThat(third.ticket()).isGreaterThan(second.ticket());
        done(first);
        done(second);
        assertThat(list(State.IN_FLIGHT)).hasSize(1);
    }

    @Test
    void ignores_a_result_for_what_is_finished() {
        accept("k1", "o1");
        Claim claim = claim(1).get(0);
        done(claim);

        dead(claim);
        retry(claim, clock.instant(), true, true);

        assertThat(store.show(claim.deliveryId()).orElseThrow().row().state()).isEqualTo(State.DELIVERED);
        assertThat(store.counts().get("a")).isEqualTo(new OutboxStore.Counts(0, 0, 1, 0, null));
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void knows_the_newest_case_of_a_key() {
        accept("k1", "o1");
        accept("k2", "o1");
        assertThat(store.remoteId("a", "o1")).isEmpty();

        done(claim(1).get(0));
        Claim second = claim(1).get(0);
        done(second);

        assertThat(store.remoteId("a", "o1")).contains("INC-" + second.deliveryId());
        assertThat(store.remoteId("b", "o1")).isEmpty();
    }

    @Test
    void replays_dead_letters_at_their_old_place() {
        accept("k1", "o1");
        accept("k2", "o1");
        accept("k3", "o1");
        dead(claim(1).get(0));
        Claim second = claim(1).get(0);

        assertThat(store.replay(all()).join()).isEqualTo(1);

        assertThat(claim(1)).as("one of a key at a time").isEmpty();
        done(second);
        Claim replayed = claim(1).get(0);
        assertThat(replayed.dedupKey()).isEqualTo("k1");
        assertThat(replayed.maybeApplied()).isTrue();
        assertThat(replayed.attempts()).isZero();
        done(replayed);
        assertThat(claim(1)).extracting(Claim::dedupKey).containsExactly("k3");
    }

    @Test
    void replays_delivered_rows_only_when_asked() {
        accept("k1", "o1");
        done(claim(1).get(0));

        assertThat(store.replay(all()).join()).isZero();
        assertThat(store.replay(only(State.DELIVERED)).join()).isEqualTo(1);
        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void purges_what_is_finished_and_nothing_else() {
        for (String key : List.of("k1", "k2", "k3", "k4")) {
            accept(key, key);
        }
        List<Claim> claims = claim(3);
        done(claims.get(0));
        dead(claims.get(1));

        assertThat(store.purge(only(State.PENDING)).join()).isZero();
        assertThat(store.purge(all()).join()).isEqualTo(2);

        assertThat(store.list(all()))
                .extracting(DeliveryRow::state)
                .containsExactlyInAnyOrder(State.PENDING, State.IN_FLIGHT);
        assertThat(accept(claims.get(0).dedupKey(), "o").duplicate())
                .as("forgotten")
                .isFalse();
    }

    @Test
    void replays_and_purges_more_than_one_batch() {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            events.add(event("k" + i, "o" + i));
        }
        store.accept(events).join();
        claim(2000).forEach(this::dead);

        assertThat(store.replay(all()).join()).isEqualTo(1203);
        assertThat(store.counts().get("a").pending()).isEqualTo(1203);
        claim(2000).forEach(this::done);
        assertThat(store.purge(filter(null, 0, 700)).join()).isEqualTo(700);
        assertThat(store.counts().get("a").delivered()).isEqualTo(503);
    }

    @Test
    void lists_newest_first_in_pages() {
        for (int i = 0; i < 5; i++) {
            accept("k" + i, "o" + i);
        }

        List<DeliveryRow> first = store.list(filter(null, 0, 2));
        List<DeliveryRow> second = store.list(filter(null, first.get(1).deliveryId(), 2));

        assertThat(first).extracting(DeliveryRow::dedupKey).containsExactly("k4", "k3");
        assertThat(second).extracting(DeliveryRow::dedupKey).containsExactly("k2", "k1");
    }

    @Test
    void counts_rows_by_connection() {
        Instant first = clock.instant();
        accept("k1", "o1");
        clock.advance(Duration.ofSeconds(7));
        accept("k2", "o2");
        accept("k3", "o3");

        List<Claim> claims = claim(2);
        dead(claims.get(1));

        Map<String, OutboxStore.Counts> counts = store.counts();
        assertThat(counts.get("a")).isEqualTo(new OutboxStore.Counts(1, 1, 0, 1, first));
    }

    @Test
    void says_when_work_came() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        store.onWork("a", told::countDown);

        accept("k1", "o1");

        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.nextDue("b")).isEmpty();
    }

    @Test
    void refuses_new_work_above_the_limit_and_takes_it_again_below() {
        store.close();
        store = open(settings(2));
        accept("k1", "o1");
        accept("k2", "o2");

        assertThatThrownBy(() -> accept("k3", "o3"))
                .cause()
                .isInstanceOfSatisfying(OutboxUnavailableException.class, e -> {
                    assertThat(e.code()).isEqualTo("outbox/backlog-full");
                    assertThat(e.retryAfter()).isPositive();
                });
        done(claim(1).get(0));
        assertThat(accept("k3", "o3").duplicate()).isFalse();
    }

    @Test
    void refuses_work_once_closed() {
        store.close();

        assertThatThrownBy(() -> accept("k1", "o1"))
                .cause()
                .isInstanceOfSatisfying(
                        OutboxUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("outbox/closed"));
    }

    @Test
    void gives_leases_back_at_the_end_and_remembers_everything() {
        accept("k1", "o1");
        Claim claim = claim(1).get(0);
        store.close();

        store = open(SETTINGS);

        Claim again = claim(1).get(0);
        assertThat(again.deliveryId()).isEqualTo(claim.deliveryId());
        assertThat(again.maybeApplied()).isTrue();
        assertThat(accept("k1", "o1").duplicate()).isTrue();
        assertThat(accept("k2", "o2").eventId()).isGreaterThan(claim.eventId());
    }

    @Test
    void loses_nothing_and_mixes_nothing_up_under_concurrent_random_work() throws Exception {
        int producers = 6;
        int each = 150;
        AtomicInteger finished = new AtomicInteger();
        Map<String, Long> lastOfKey = new ConcurrentHashMap<>();
        Set<String> working = ConcurrentHashMap.newKeySet();
        List<String> broken = java.util.Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(producers + 4);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            accept("k" + producer + "-" + i, "o" + (producer * 31 + i) % 20);
                        }
                    },
                    threads));
        }
        for (int w = 0; w < 4; w++) {
            Random random = new Random(w);
            all.add(CompletableFuture.runAsync(
                    () -> {
                        while (finished.get() < producers * each) {
                            for (Claim claim : claim(1 + random.nextInt(8))) {
                                if (!working.add(claim.orderKey())) {
                                    broken.add("two at a time of " + claim.orderKey());
                                }
                                if (lastOfKey.getOrDefault(claim.orderKey(), 0L) > claim.deliveryId()) {
                                    broken.add("out of order: " + claim);
                                }
                                boolean ends = random.nextInt(3) > 0;
                                if (ends) {
                                    lastOfKey.put(claim.orderKey(), claim.deliveryId());
                                }
                                working.remove(claim.orderKey());
                                settle(claim, ends, random);
                                finished.addAndGet(ends ? 1 : 0);
                            }
                        }
                    },
                    threads));
        }

        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        threads.shutdown();

        assertThat(broken).isEmpty();
        OutboxStore.Counts counts = store.counts().get("a");
        assertThat(counts.delivered() + counts.dead()).isEqualTo(producers * each);
        assertThat(counts.pending() + counts.inFlight()).isZero();
        assertThat(store.nextDue("a")).isEmpty();
    }

    private void settle(Claim claim, boolean ends, Random random) {
        if (!ends) {
            retry(claim, clock.instant(), random.nextBoolean(), random.nextBoolean());
        } else if (random.nextInt(10) == 0) {
            dead(claim);
        } else {
            done(claim);
        }
    }

    final Receipt accept(String key, String orderKey) {
        return store.accept(List.of(event(key, orderKey))).join().get(0);
    }

    static NewEvent event(String key, String orderKey) {
        byte[] payload = "{\"k\":\"%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
        NewEvent.Target target = new NewEvent.Target("a", "case-create", key, orderKey);
        return new NewEvent("siem", "case", payload, "trace", List.of(target));
    }

    private static NewEvent.Target target(String connection, String key) {
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
