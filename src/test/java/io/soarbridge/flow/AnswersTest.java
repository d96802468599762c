package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.connection.Gate;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge makes of each kind of answer. */
class AnswersTest {
    private static final Pattern DROP = Pattern.compile("Dropped");

    @TempDir
    Path folder;

    @Test
    void an_empty_200_means_that_a_rule_of_the_tenant_dropped_the_incident() {
        try (Bed bed =
                Bed.with(folder, CortexXsoarOptions.version8().dropRule(DROP)).start()) {
            String id = bed.accepted("elastic", Bed.alert("d", "Dropped"));

            DeliveryRow row = bed.awaitState(id, State.DELIVERED);

            assertThat(row.code()).isEqualTo("dropped-by-rule");
            assertThat(row.remoteId()).isNull();
        }
    }

    @Test
    void version_6_says_null_when_a_rule_dropped_the_incident() {
        try (Bed bed = Bed.version6(folder, CortexXsoarOptions.version6().dropRule(DROP))
                .start()) {
            String id = bed.accepted("elastic", Bed.alert("d", "Dropped"));

            DeliveryRow row = bed.awaitState(id, State.DELIVERED);

            assertThat(row.code()).isEqualTo("dropped-by-rule");
            assertThat(row.remoteId()).isNull();
        }
    }

    @Test
    void a_change_of_a_dropped_case_is_dropped_too() {
        try (Bed bed =
                Bed.with(folder, CortexXsoarOptions.version8().dropRule(DROP)).start()) {
            bed.accepted("elastic", Bed.alert("d", "Dropped"));
            String close = bed.accepted("elastic", Bed.alert("d", "Dropped", "closed"));

            DeliveryRow row = bed.awaitState(close, State.DELIVERED);

            assertThat(row.code()).isEqualTo("dropped-by-rule");
            assertThat(bed.simulator().incidents()).isEmpty();
        }
    }

    @Test
    void a_web_page_means_a_wrong_url() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.HTML).untilCleared());

            restsWithoutUsingUp(bed, "rest/wrong-url", "URL or the path prefix");
        }
    }

    @Test
    void a_redirect_means_a_wrong_url_and_is_not_followed() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("path-prefix", "/xsoar/public/v2")
                .start()) {
            String id = bed.accepted("elastic", Bed.alert("w", "Wrong prefix"));
            Gate.Pause pause = bed.awaitRest("rest/wrong-url");

            assertThat(pause.reason()).contains("303").contains("URL or the path prefix");
            assertThat(bed.awaitCode(id, "rest/wrong-url").attempts()).isZero();
            assertThat(bed.simulator().requests()).allMatch(r -> r.path().startsWith("/xsoar/public/v2/"));
            bed.connection("path-prefix", "/xsoar/public/v1").restart();
            bed.awaitDelivered(1);
        }
    }

    @Test
    void refused_credentials_stop_the_lane_until_they_are_taken_again() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).untilCleared());

            Gate.Pause pause = restsWithoutUsingUp(bed, "rest/credentials-refused", "401");

            assertThat(Duration.between(pause.since(), pause.until())).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void version_6_refuses_credentials_by_403() {
        try (Bed bed = Bed.version6(folder, CortexXsoarOptions.version6()).start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).untilCleared());

            restsWithoutUsingUp(bed, "rest/credentials-refused", "403");
        }
    }

    /** Nothing is used up while the fault lasts, everything comes through afterwards. */
    private static Gate.Pause restsWithoutUsingUp(Bed bed, String code, String words) {
        String id = bed.accepted("elastic", Bed.alert("r-1", "Waits"));
        Gate.Pause pause = bed.awaitRest(code);
        DeliveryRow row = bed.awaitCode(id, code);
        assertThat(row.attempts()).isZero();
        assertThat(row.reason()).contains(words);
        assertThat(pause.reason()).contains(Bed.CONNECTION).contains(words);
        bed.simulator().faults().clear();
        bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);
        assertThat(bed.keys()).containsExactly("elastic:r-1");
        return pause;
    }

    @Test
    void version_8_means_a_missing_permission_by_403_and_the_reason_is_kept() {
        DeliveryRow row = deadLetter(Fault.status(403).body("""
                {"id":"forbidden","status":403,"title":"Forbidden","detail":"Role Analyst may not create incidents"}""", "application/json"));

        assertThat(row.status()).isEqualTo(403);
        assertThat(row.code()).isEqualTo("rest/refused");
        assertThat(row.reason()).contains("Role Analyst may not create incidents");
    }

    @Test
    void a_400_is_a_dead_letter_with_the_systems_own_reason() {
        DeliveryRow row = deadLetter(Fault.status(400).body("""
                {"id":"bad_request","status":400,"title":"Bad request","detail":"","error":"no such incident type: Foo (8)"}""", "application/json"));

        assertThat(row.reason()).contains("no such incident type: Foo (8)");
        assertThat(row.status()).isEqualTo(400);
    }

    @Test
    void a_413_is_a_dead_letter() {
        DeliveryRow row = deadLetter(Fault.status(413).body("<html>too large</html>", "text/html"));

        assertThat(row.status()).isEqualTo(413);
        assertThat(row.reason()).contains("413");
    }

    @Test
    void a_long_reason_is_cut() {
        DeliveryRow row = deadLetter(Fault.status(422).body("why ".repeat(5000), "text/plain"));

        assertThat(row.reason()).contains("why why").hasSizeLessThanOrEqualTo(512);
    }

    private DeliveryRow deadLetter(Fault fault) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(fault.on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("dead", "Refused"));
            DeliveryRow row = bed.awaitState(id, State.DEAD);
            bed.awaitState(bed.accepted("elastic", Bed.alert("next", "Goes on")), State.DELIVERED);
            assertThat(bed.pause()).isEmpty();
            return row;
        }
    }

    @Test
    void an_answer_that_is_no_incident_is_not_taken_for_success() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(200)
                            .body("{\"hello\":\"world\"}", "application/json")
                            .on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("odd", "Odd answer"));

            DeliveryRow row = bed.awaitState(id, State.DEAD);
            assertThat(row.remoteId()).isNull();
            assertThat(row.reason()).contains("no incident");
        }
    }
}
