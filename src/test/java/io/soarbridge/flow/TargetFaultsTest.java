package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Certificates;
import io.soarbridge.testkit.RawServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an event, of those behind it and of its attempts, for each way in which a system can fail. */
class TargetFaultsTest {
    private static final Duration TOO_LATE = Duration.ofSeconds(2);
    private static final Duration AFTER_THE_RETRY = Duration.ofHours(1);

    @TempDir
    Path folder;

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("slow headers", Fault.slowHeaders(TOO_LATE), "rest/connection-broken", "found"),
                Arguments.of("slow body", Fault.slowBody(TOO_LATE), "rest/connection-broken", "found"),
                Arguments.of("reset before", Fault.of(Fault.Kind.RESET_BEFORE), "rest/connection-broken", "done"),
                Arguments.of("reset after", Fault.of(Fault.Kind.RESET_AFTER), "rest/connection-broken", "found"),
                Arguments.of("half response", Fault.of(Fault.Kind.CUT_BODY), "rest/connection-broken", "found"),
                Arguments.of("408", Fault.status(408), "rest/server-error", "done"),
                Arguments.of("408 after", Fault.status(408).afterApplying(), "rest/server-error", "found"),
                Arguments.of("500", Fault.status(500), "rest/server-error", "done"),
                Arguments.of("500 after", Fault.status(500).afterApplying(), "rest/server-error", "found"),
                Arguments.of(
                        "502 with a page",
                        Fault.status(502).body("<html>Bad gateway</html>", "text/html"),
                        "rest/server-error",
                        "done"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void a_passing_failure_counts_one_attempt_others_go_on_and_the_effect_is_one(
            String what, Fault fault, String code, String outcome) {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("response-timeout", "1s")
                .set("soarbridge.outbox.retry-delay", "10m")
                .start()) {
            bed.simulator().faults().add(fault.on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("meets", "Meets it"));
            DeliveryRow row = bed.awaitCode(id, code);
            assertThat(row.state()).isEqualTo(State.PENDING);
            assertThat(row.attempts()).isEqualTo(1);
            assertThat(bed.pause()).isEmpty();
            bed.awaitState(bed.accepted("elastic", Bed.alert("next", "Goes on")), State.DELIVERED);
            assertThat(bed.row(id).state()).isEqualTo(State.PENDING);

            bed.later(AFTER_THE_RETRY).awaitDelivered(2);

            assertThat(bed.row(id).code()).isEqualTo(outcome);
            assertThat(bed.keys()).as(what).containsExactlyInAnyOrder("elastic:meets", "elastic:next");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 410, 413, 422, 451})
    void what_the_system_refuses_is_a_dead_letter_at_once_and_others_go_on(int status) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(status)
                            .body("{\"error\":\"because of this\"}", "application/json")
                            .on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("refused", "Refused"));

            DeliveryRow row = bed.awaitState(id, State.DEAD);
            assertThat(row.code()).isEqualTo("rest/refused");
            assertThat(row.status()).isEqualTo(status);
            assertThat(row.reason()).contains("because of this");
            assertThat(bed.requests("POST", "/incident")).hasSize(1);
            bed.awaitState(bed.accepted("elastic", Bed.alert("next", "Goes on")), State.DELIVERED);
            assertThat(bed.pause()).isEmpty();
        }
    }

    @Test
    void a_name_that_does_not_resolve_is_waited_for() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("url", "http://no-such-host.invalid")
                .start()) {
            waitsUntilMended(bed, "rest/unreachable", "does not resolve");
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_waited_for_and_sees_no_key() throws Exception {
        Certificates own = Certificates.selfSigned(folder, "own", "RSA", "ip:127.0.0.1");
        tls(own, null, "TLS failed");
    }

    @Test
    void a_certificate_of_another_host_is_waited_for_and_sees_no_key() throws Exception {
        Certificates other = Certificates.signed(folder, "other", "dns:soar.example", "-1d", 5);
        tls(other, folder.resolve("other-ca.crt"), "TLS failed");
    }

    @Test
    void a_certificate_that_expired_is_named_with_its_date_and_sees_no_key() throws Exception {
        Certificates expired = Certificates.signed(folder, "old", "ip:127.0.0.1", "-10d", 3);
        Instant end = expired.validity().get(1);
        tls(expired, folder.resolve("old-ca.crt"), "TLS failed: the certificate of CN=old expired at " + end);
    }

    @Test
    void a_certificate_that_is_not_valid_yet_is_named_with_its_date_and_sees_no_key() throws Exception {
        Certificates early = Certificates.signed(folder, "early", "ip:127.0.0.1", "+5d", 10);
        Instant begin = early.validity().get(0);
        tls(
                early,
                folder.resolve("early-ca.crt"),
                "TLS failed: the certificate of CN=early is not valid before " + begin);
    }

    private void tls(Certificates server, Path trust, String words) throws Exception {
        try (RawServer raw =
                        RawServer.start(server.context(server).getServerSocketFactory(), RawServer.always(201, "{}"));
                Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                        .connection("url", "https://127.0.0.1:" + raw.port())) {
            if (trust != null) {
                bed.connection("tls.trust", trust.toString());
            }
            bed.start();
            waitsUntilMended(bed, "rest/unreachable", words);
            assertThat(raw.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_to_another_host_is_not_followed(int status) throws Exception {
        try (RawServer elsewhere = RawServer.start(RawServer.always(201, "{\"id\":\"1\"}"));
                RawServer raw = RawServer.start(
                        RawServer.always(status, "", "Location: " + elsewhere.url() + "/stolen?key=1"));
                Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                        .connection("url", raw.url())
                        .start()) {
            waitsUntilMended(bed, "rest/wrong-url", "redirected with status " + status);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    /** The event waits without an attempt counted; with the right URL it is delivered. */
    private static void waitsUntilMended(Bed bed, String code, String words) {
        String id = bed.accepted("elastic", Bed.alert("waits", "Waits"));
        bed.awaitRest(code);
        DeliveryRow row = bed.awaitCode(id, code);
        assertThat(row.state()).isNotIn(State.DEAD, State.DELIVERED);
        assertThat(row.attempts()).isZero();
        assertThat(row.reason()).contains(words).doesNotContain(Bed.API_KEY);
        assertThat(bed.simulator().requests()).isEmpty();

        bed.connection("url", bed.simulator().url()).unset("soarbridge.connection." + Bed.CONNECTION + ".tls.trust");
        bed.restart();
        bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);

        assertThat(bed.keys()).containsExactly("elastic:waits");
    }
}
