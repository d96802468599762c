package io.soarbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.Result;
import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Classifier;
import io.soarbridge.rest.Expected;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionLaneTest {
    private static final Duration TOOK = Duration.ofMillis(7);
    private static final OutboxSettings SETTINGS = new OutboxSettings(
            1000,
            1,
            Duration.ofDays(1),
            Duration.ofSeconds(60),
            3,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofSeconds(9));

    private final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    private final Connection connection =
            new Connection(Connected.to("http://127.0.0.1:1").settings(), new Mappings(Path.of("none")), clock);
    private boolean works = true;
    private final ConnectionLane lane = new ConnectionLane(connection, SETTINGS, clock, new Random(1), () -> works);

    @Test
    void an_answer_is_a_delivery_with_the_system_s_id() throws Exception {
        Result result = lane.judge(
                claim(0), Json.read("{\"remoteId\":7,\"version\":2,\"url\":\"u\",\"outcome\":\"found\"}"), null, TOOK);

        assertThat(result).isEqualTo(new Result.Delivered(5, 3, "found", "7", "2", "u", TOOK));
        assertThat(lane.judge(claim(0), "text", null, TOOK))
                .isEqualTo(new Result.Delivered(5, 3, "done", null, null, null, TOOK));
    }

    @Test
    void what_is_refused_for_good_is_dead_at_once() {
        assertThat(lane.judge(claim(0), null, call(400, true, null), TOOK))
                .isInstanceOfSatisfying(Result.Dead.class, dead -> {
                    assertThat(dead.status()).isEqualTo(400);
                    assertThat(dead.code()).isEqualTo("rest/refused");
                });
        assertThat(lane.judge(claim(0), null, new MappingException("mapping/failed", "x", null), TOOK))
                .isInstanceOf(Result.Dead.class);
    }

    @Test
    void a_known_failure_is_judged_even_when_it_is_wrapped() {
        RuntimeException wrapped = new RuntimeException("outer", new IllegalStateException(call(400, true, null)));

        assertThat(lane.judge(claim(0), null, wrapped, TOOK)).isInstanceOf(Result.Dead.class);
    }

    @Test
    void an_outage_costs_no_attempt_and_an_uncertain_one_settles_first() {
        assertThat(lane.judge(claim(2), null, call(401, true, null), TOOK))
                .isInstanceOfSatisfying(Result.Retry.class, retry -> {
                    assertThat(retry.counts()).isFalse();
                    assertThat(retry.at()).isEqualTo(clock.instant());
                });
        assertThat(lane.judge(claim(2), null, call(503, true, null), TOOK))
                .isInstanceOfSatisfying(Result.Retry.class, retry -> {
                    assertThat(retry.counts()).isFalse();
                    assertThat(retry.maybeApplied()).isTrue();
                    assertThat(retry.at()).isEqualTo(clock.instant().plusSeconds(9));
                });
    }

    @Test
    void a_call_over_the_rate_waits_as_long_as_it_was_told() {
        CallException e = CallException.notNow("connection/over-quota", "x", "y", Duration.ofSeconds(33));

        assertThat(lane.judge(claim(0), null, e, TOOK))
                .isInstanceOfSatisfying(
                        Result.Retry.class,
                        retry ->
                                assertThat(retry.at()).isEqualTo(clock.instant().plusSeconds(33)));
    }

    @Test
    void a_claim_that_came_while_resting_was_not_begun() {
        CallException e = CallException.notNow(CallException.RESTING, "x", "y", Duration.ofSeconds(-1));

        assertThat(lane.judge(claim(2), null, e, TOOK))
                .isInstanceOfSatisfying(
                        Result.Retry.class, retry -> assertThat(retry.code()).isEqualTo(Result.NOT_BEGUN));
    }

    @Test
    void a_passing_failure_counts_and_the_last_one_is_dead() {
        assertThat(lane.judge(claim(1), null, call(500, false, "30"), TOOK))
                .isInstanceOfSatisfying(Result.Retry.class, retry -> {
                    assertThat(retry.counts()).isTrue();
                    assertThat(retry.at()).isEqualTo(clock.instant().plusSeconds(30));
                });
        assertThat(lane.judge(claim(2), null, call(500, true, null), TOOK))
                .isInstanceOfSatisfying(
                        Result.Dead.class,
                        dead -> assertThat(dead.maybeApplied()).isTrue());
    }

    @Test
    void an_event_is_not_given_up_while_the_system_fails_for_everything() {
        works = false;
        assertThat(lane.judge(claim(2), null, call(500, true, null), TOOK))
                .isInstanceOfSatisfying(Result.Retry.class, retry -> {
                    assertThat(retry.counts()).isFalse();
                    assertThat(retry.maybeApplied()).isTrue();
                    assertThat(retry.code()).isEqualTo("rest/server-error");
                    assertThat(retry.at()).isAfterOrEqualTo(clock.instant().plusSeconds(9));
                });
        assertThat(lane.judge(claim(2), null, new IllegalStateException("ours"), TOOK))
                .isInstanceOf(Result.Dead.class);
        works = true;
        assertThat(lane.judge(claim(2), null, call(500, true, null), TOOK)).isInstanceOf(Result.Dead.class);
    }

    @Test
    void an_unexpected_failure_may_have_been_applied() {
        assertThat(lane.judge(claim(0), null, new IllegalStateException("boom".repeat(500)), TOOK))
                .isInstanceOfSatisfying(Result.Retry.class, retry -> {
                    assertThat(retry.code()).isEqualTo("delivery/unexpected");
                    assertThat(retry.maybeApplied()).isTrue();
                    assertThat(retry.reason()).hasSizeLessThanOrEqualTo(512);
                });
    }

    @Test
    void delays_double_within_a_fifth_up_to_the_cap() {
        RetryDelay delay = new RetryDelay(SETTINGS, new Random(7));

        for (int i = 0; i < 200; i++) {
            assertThat(delay.after(0)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
            assertThat(delay.after(3)).isBetween(Duration.ofMillis(12_800), Duration.ofMillis(19_200));
            assertThat(delay.after(999)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(60));
        }
    }

    private CallException call(int status, boolean writes, String retryAfter) {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        Answer answer = new Answer(status, "", retryAfter, null, new byte[0]);
        return catchThrowableOfType(
                CallException.class, () -> classifier.json("POST /x", writes, Expected.PLAIN, answer));
    }

    private static Claim claim(int attempts) {
        Instant at = Instant.parse("2026-01-05T09:00:00Z");
        return new Claim(
                5,
                3,
                4,
                "target",
                "case-create",
                "d",
                "s:o",
                "s",
                "plain",
                new byte[0],
                null,
                attempts,
                false,
                at,
                at,
                at);
    }
}
