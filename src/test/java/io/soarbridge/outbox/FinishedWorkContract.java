package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every ledger promises of work that is finished, and of what it shows and counts. */
abstract class FinishedWorkContract extends StoreFixture {
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
}
