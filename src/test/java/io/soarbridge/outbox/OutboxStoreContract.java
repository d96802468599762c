package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

/** What every ledger promises. A store of its own for each test. */
abstract class OutboxStoreContract extends FinishedWorkContract {
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

    @Test
    void keeps_a_watermark_over_a_restart() {
        assertThat(store.watermark("a/changes")).isEmpty();

        assertThat(store.saveWatermark("a/changes", null, "1").join()).isTrue();
        assertThat(store.saveWatermark("a/changes", "1", "{\"ü\":[2]}").join()).isTrue();
        assertThat(store.saveWatermark("b/changes", null, "other").join()).isTrue();
        store.close();
        store = open(SETTINGS);

        assertThat(store.watermark("a/changes")).contains("{\"ü\":[2]}");
        assertThat(store.watermark("b/changes")).contains("other");
    }

    @Test
    void moves_a_watermark_only_from_where_it_is() {
        store.saveWatermark("a/changes", null, "1").join();

        assertThat(store.saveWatermark("a/changes", null, "2").join()).isFalse();
        assertThat(store.saveWatermark("a/changes", "0", "2").join()).isFalse();
        assertThat(store.saveWatermark("never/set", "0", "2").join()).isFalse();
        assertThat(store.saveWatermark("a/changes", null, "1").join())
                .as("tried again")
                .isTrue();
        assertThat(store.saveWatermark("a/changes", "0", "1").join())
                .as("tried again")
                .isTrue();

        assertThat(store.watermark("a/changes")).contains("1");
        assertThat(store.watermark("never/set")).isEmpty();
    }

    @Test
    void forgets_watermarks_that_are_only_passing() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            store.saveWatermark("~stomp/" + i, null, "done").join();
        }
        store.saveWatermark("stomp/changes", null, "1").join();
        store.saveWatermark("ä/changes", null, "1").join();
        store.saveWatermark("~stomp/0", "done", "moved").join();
        clock.advance(OutboxStore.PASSING.minusMinutes(1));
        store.saveWatermark("~stomp/1", "done", "moved later").join();
        upkeep();
        assertThat(store.watermark("~stomp/0")).contains("moved");

        clock.advance(Duration.ofMinutes(2));
        upkeep();

        assertThat(store.watermark("~stomp/0")).isEmpty();
        assertThat(store.watermark("~stomp/1000")).isEmpty();
        assertThat(store.watermark("~stomp/1")).contains("moved later");
        assertThat(store.watermark("stomp/changes")).contains("1");
        assertThat(store.watermark("ä/changes")).contains("1");
    }

    @Test
    void refuses_a_watermark_that_is_too_long() {
        String longest = "x".repeat(OutboxStore.LONGEST_WATERMARK);

        assertThat(store.saveWatermark("a/changes", null, longest).join()).isTrue();
        assertThatThrownBy(() -> store.saveWatermark("a/changes", longest, longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/changes")
                .hasMessageContaining("65537");
    }
}
