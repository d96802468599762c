package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work on the ledger, beside a list in memory that says what it must do. */
final class LedgerModelTest {
    private static final int STEPS = 1500;
    private static final int KEYS = 12;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final List<Claim> held = new ArrayList<>();
    private SqliteOutboxStore store;
    private Random random;
    private int next;

    private static final class Row {
        final String connection;
        final String orderKey;
        State state = State.PENDING;
        Instant notBefore = Instant.EPOCH;
        boolean maybeApplied;

        Row(String connection, String orderKey) {
            this.connection = connection;
            this.orderKey = orderKey;
        }

        boolean open() {
            return state == State.PENDING || state == State.IN_FLIGHT;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void does_what_the_model_does(long seed) {
        random = new Random(seed);
        store = open();
        try {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            drain();
        } finally {
            store.close();
        }
    }

    private SqliteOutboxStore open() {
        return SqliteOutboxStore.open(
                folder.resolve("outbox.db"),
                OutboxStoreContract.SETTINGS,
                new SqliteOutboxStore.Time(clock, clock::millis));
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> accept();
            case 6, 7, 8, 9, 10 -> claim(1 + random.nextInt(6));
            case 11, 12, 13, 14, 15 -> settle();
            case 16 -> clock.advance(Duration.ofSeconds(random.nextInt(40)));
            case 17 -> replay();
            case 18 -> late();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(4)) {
            case 0 -> {
                store.close();
                store = open();
                released();
            }
            case 1 -> {
                clock.advance(OutboxStoreContract.LEASE);
                held.clear();
                claim(5);
            }
            case 2 -> fail();
            default -> counts();
        }
    }

    /** A transaction that is rolled back leaves memory and disk as they were. */
    private void fail() {
        store.onWriter(ledger -> {
                    new ClaimDue("a", 3, OutboxStoreContract.LEASE).run(ledger);
                    ledger.execute("insert into meta (name) values ('no value')");
                    return null;
                })
                .exceptionally(e -> null)
                .join();
    }

    private void accept() {
        List<NewEvent> events = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String key = "k" + next++;
            String order = random.nextInt(3) == 0 ? key : "o" + random.nextInt(KEYS);
            List<NewEvent.Target> targets = new ArrayList<>();
            targets.add(new NewEvent.Target("a", "case-create", key, order));
            if (random.nextInt(3) == 0) {
                targets.add(new NewEvent.Target("b", "case-create", key, order));
            }
            events.add(new NewEvent("siem", "case", new byte[] {1, 2}, null, targets));
        }
        List<Receipt> receipts = store.accept(events).join();
        for (int i = 0; i < events.size(); i++) {
            assertThat(receipts.get(i).duplicate()).isFalse();
            for (int t = 0; t < events.get(i).targets().size(); t++) {
                NewEvent.Target target = events.get(i).targets().get(t);
                rows.put(receipts.get(i).eventId() + t, new Row(target.connection(), target.orderKey()));
            }
            if (random.nextInt(4) == 0) {
                assertThat(store.accept(List.of(events.get(i))).join())
                        .containsExactly(new Receipt(receipts.get(i).eventId(), true));
            }
        }
    }

    private void claim(int max) {
        String connection = random.nextInt(4) == 0 ? "b" : "a";
        Set<Long> due = due(connection);
        List<Claim> claims =
                store.claim(connection, max, OutboxStoreContract.LEASE).join();
        assertThat(claims).hasSize(Math.min(max, due.size()));
        Set<String> keys = new HashSet<>();
        for (Claim claim : claims) {
            assertThat(due).contains(claim.deliveryId());
            assertThat(keys.add(claim.orderKey())).as("one of a key at a time").isTrue();
            Row row = rows.get(claim.deliveryId());
            row.maybeApplied |= row.state == State.IN_FLIGHT;
            assertThat(claim.maybeApplied()).isEqualTo(row.maybeApplied);
            row.state = State.IN_FLIGHT;
            row.notBefore = claim.leaseUntil();
            held.add(claim);
        }
    }

    /** The oldest open one of each key, unless it is in flight or postponed. */
    private Set<Long> due(String connection) {
        Set<Long> due = new HashSet<>();
        Map<String, List<Long>> open = new HashMap<>();
        rows.forEach((id, row) -> {
            if (row.open() && row.connection.equals(connection)) {
                open.computeIfAbsent(row.orderKey, k -> new ArrayList<>()).add(id);
            }
        });
        for (List<Long> ids : open.values()) {
            long head = ids.stream()
                    .filter(id -> rows.get(id).state == State.IN_FLIGHT)
                    .findFirst()
                    .orElse(ids.get(0));
            if (!rows.get(head).notBefore.isAfter(clock.instant())) {
                due.add(head);
            }
        }
        return due;
    }

    private void settle() {
        if (held.isEmpty()) {
            return;
        }
        Claim claim = held.remove(random.nextInt(held.size()));
        Row row = rows.get(claim.deliveryId());
        switch (random.nextInt(5)) {
            case 0 -> {
                Instant at = clock.instant().plusSeconds(random.nextInt(60));
                store.record(new Result.Retry(
                                claim.deliveryId(),
                                claim.ticket(),
                                at,
                                true,
                                false,
                                "rest/down",
                                503,
                                "down",
                                Duration.ZERO))
                        .join();
                row.state = State.PENDING;
                postpone(row, at);
            }
            case 1 -> {
                store.record(new Result.Dead(
                                claim.deliveryId(), claim.ticket(), false, "rest/refused", 400, "no", Duration.ZERO))
                        .join();
                row.state = State.DEAD;
                headIsDue(row);
            }
            default -> {
                done(claim);
                row.state = State.DELIVERED;
                headIsDue(row);
            }
        }
    }

    private void done(Claim claim) {
        store.record(new Result.Delivered(
                        claim.deliveryId(),
                        claim.ticket(),
                        "done",
                        "INC-" + claim.deliveryId(),
                        "1",
                        null,
                        Duration.ZERO))
                .join();
    }

    /** The time belongs to the lane: its oldest waits until then, and those behind it for their turn. */
    private void postpone(Row row, Instant at) {
        List<Row> lane = lane(row);
        lane.forEach(r -> r.notBefore = Instant.EPOCH);
        lane.get(0).notBefore = at;
    }

    private void headIsDue(Row row) {
        lane(row).forEach(r -> r.notBefore = Instant.EPOCH);
    }

    private List<Row> lane(Row row) {
        return rows.values().stream()
                .filter(r -> r.open() && r.connection.equals(row.connection) && r.orderKey.equals(row.orderKey))
                .toList();
    }

    /** From another process's point of view, or from ours. */
    private void replay() {
        if (random.nextBoolean()) {
            store.replay(OutboxStoreContract.all()).join();
        } else {
            try (SqliteOutboxStore beside = SqliteOutboxStore.openShared(folder.resolve("outbox.db"), clock)) {
                beside.replay(OutboxStoreContract.all()).join();
            }
        }
        rows.descendingMap().forEach((id, row) -> {
            if (row.state == State.DEAD) {
                row.state = State.PENDING;
                row.maybeApplied = true;
                row.notBefore = Instant.EPOCH;
            }
        });
    }

    private void late() {
        if (!held.isEmpty()) {
            Claim claim = held.get(0);
            store.record(new Result.Dead(claim.deliveryId(), claim.ticket() - 1, true, "x", 0, "late", Duration.ZERO))
                    .join();
        }
    }

    private void released() {
        held.clear();
        rows.forEach((id, row) -> {
            if (row.state == State.IN_FLIGHT) {
                row.state = State.PENDING;
                row.maybeApplied = true;
                postpone(row, Instant.EPOCH);
            }
        });
    }

    private void counts() {
        Map<String, OutboxStore.Counts> counts = store.counts();
        for (String connection : List.of("a", "b")) {
            List<Row> mine = rows.values().stream()
                    .filter(r -> r.connection.equals(connection))
                    .toList();
            if (mine.isEmpty()) {
                continue;
            }
            OutboxStore.Counts c = counts.get(connection);
            assertThat(List.of(c.pending(), c.inFlight(), c.delivered(), c.dead()))
                    .isEqualTo(List.of(
                            count(mine, State.PENDING),
                            count(mine, State.IN_FLIGHT),
                            count(mine, State.DELIVERED),
                            count(mine, State.DEAD)));
            long oldest = rows.entrySet().stream()
                    .filter(e -> e.getValue().open() && e.getValue().connection.equals(connection))
                    .map(Map.Entry::getKey)
                    .min(Comparator.naturalOrder())
                    .orElse(0L);
            Instant expected =
                    oldest == 0 ? null : store.show(oldest).orElseThrow().row().receivedAt();
            assertThat(c.oldestUndelivered()).isEqualTo(expected);
        }
    }

    private static long count(List<Row> rows, State state) {
        return rows.stream().filter(r -> r.state == state).count();
    }

    private void drain() {
        while (rows.values().stream().anyMatch(Row::open)) {
            clock.advance(OutboxStoreContract.LEASE);
            held.clear();
            claim(50);
            while (!held.isEmpty()) {
                Claim claim = held.remove(0);
                done(claim);
                Row row = rows.get(claim.deliveryId());
                row.state = State.DELIVERED;
                headIsDue(row);
            }
        }
        counts();
        assertThat(store.nextDue("a")).isEmpty();
        assertThat(store.nextDue("b")).isEmpty();
    }
}
