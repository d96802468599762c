package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.OutboxSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock of the machine while the ledger is open. */
final class ClockJumpTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final OutboxSettings SETTINGS = OutboxStoreContract.settings(1000);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final AtomicLong steady = new AtomicLong(5_000);
    private SqliteOutboxStore store;

    @BeforeEach
    void open() {
        store = SqliteOutboxStore.open(
                folder.resolve("outbox.db"), SETTINGS, new SqliteOutboxStore.Time(clock, steady::get));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_jump_forward_takes_nothing_away_from_a_worker() {
        accept("k1");
        Claim claim = claim().get(0);

        clock.advance(YEAR);

        assertThat(claim()).isEmpty();
        done(claim);
        assertThat(row().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_lease_ends_although_the_clock_was_put_back() {
        accept("k1");
        claim();
        clock.advance(YEAR.negated());

        pass(LEASE);

        assertThat(claim()).singleElement().matches(Claim::maybeApplied);
    }

    @Test
    void a_lease_lasts_as_long_after_the_ledger_was_read_anew() {
        accept("k1");
        Claim claim = claim().get(0);
        clock.advance(YEAR);
        store.onWriter(ledger -> {
                    ledger.rollback();
                    return null;
                })
                .join();

        clock.advance(YEAR.negated());
        assertThat(claim()).isEmpty();
        done(claim);

        assertThat(row().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void what_was_postponed_is_due_at_once_when_the_clock_was_put_back_by_a_year() {
        accept("k1");
        retry(claim().get(0), clock.instant().plus(Duration.ofMinutes(15)));
        clock.advance(YEAR.negated());
        assertThat(claim()).isEmpty();

        store.pruneOnce();

        assertThat(claim()).hasSize(1);
    }

    @Test
    void what_was_postponed_is_due_at_once_when_the_clock_was_put_back_while_the_bridge_was_down() {
        accept("k1");
        retry(claim().get(0), clock.instant().plus(Duration.ofMinutes(15)));
        store.close();
        clock.advance(YEAR.negated());

        open();

        assertThat(claim()).hasSize(1);
    }

    @Test
    void a_wait_as_long_as_any_is_kept_when_the_clock_is_put_back_a_little() {
        accept("k1");
        retry(claim().get(0), clock.instant().plus(Duration.ofMinutes(40)));
        clock.advance(Duration.ofMinutes(-15));

        store.pruneOnce();

        assertThat(claim()).isEmpty();
        pass(Duration.ofMinutes(55));
        assertThat(claim()).hasSize(1);
    }

    @Test
    void a_jump_forward_removes_nothing_for_a_day() {
        accept("k1");
        accept("k2");
        List<Claim> claims = claim();
        done(claims.get(0));
        clock.advance(YEAR);

        assertThat(store.pruneOnce()).isZero();
        pass(Duration.ofHours(23));
        assertThat(store.pruneOnce()).isZero();
        assertThat(accept("k1")).as("known as a repeat").isTrue();

        pass(Duration.ofHours(2));
        assertThat(store.pruneOnce()).isEqualTo(1);
        assertThat(row().state()).as("open work is never removed").isEqualTo(State.IN_FLIGHT);
    }

    @Test
    void a_jump_that_was_a_mistake_and_is_taken_back_removes_nothing() {
        accept("k1");
        done(claim().get(0));
        clock.advance(YEAR);
        store.pruneOnce();
        clock.advance(YEAR.negated());
        assertThat(store.pruneOnce()).isZero();

        pass(Duration.ofDays(2));

        assertThat(store.pruneOnce()).isZero();
        assertThat(accept("k1")).isTrue();
    }

    @Test
    void at_1970_events_are_taken_in_and_delivered() {
        clock.advance(Duration.between(clock.instant(), Instant.EPOCH));

        assertThat(accept("k1")).isFalse();
        done(claim().get(0));

        assertThat(row().state()).isEqualTo(State.DELIVERED);
        assertThat(store.pruneOnce()).isZero();
    }

    /** Time goes by, as it should. */
    private void pass(Duration time) {
        clock.advance(time);
        steady.addAndGet(time.toMillis());
    }

    /** @return whether it was known already */
    private boolean accept(String key) {
        NewEvent event = new NewEvent(
                "siem",
                "case",
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                List.of(new NewEvent.Target("a", "case-create", key, key)));
        return store.accept(List.of(event)).join().get(0).duplicate();
    }

    private List<Claim> claim() {
        return store.claim("a", 10, LEASE).join();
    }

    private void done(Claim claim) {
        store.record(new Result.Delivered(claim.deliveryId(), claim.ticket(), "done", "1", "1", null, Duration.ZERO))
                .join();
    }

    private void retry(Claim claim, Instant at) {
        store.record(new Result.Retry(
                        claim.deliveryId(),
                        claim.ticket(),
                        at,
                        true,
                        false,
                        "rest/server-error",
                        500,
                        "down",
                        Duration.ZERO))
                .join();
    }

    private DeliveryRow row() {
        return store.list(OutboxStoreContract.all()).get(0);
    }
}
