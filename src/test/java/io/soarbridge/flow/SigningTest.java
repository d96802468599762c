package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.app.Checks;
import io.soarbridge.app.Verdict;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.XsoarUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How requests prove who they are from, on the wire and at each attempt. */
class SigningTest {
    @TempDir
    Path folder;

    private Bed advanced(CortexXsoarOptions options) {
        return Bed.with(folder, options.auth(Auth.ADVANCED)).connection("auth", "advanced");
    }

    @Test
    void each_fast_redelivery_is_signed_anew() {
        try (Bed bed = advanced(CortexXsoarOptions.version8()).start()) {
            bed.accepted("elastic", Bed.alert("s", "Opened"));
            bed.awaitDelivered(1);
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("GET", "/incident/load").times(2));

            String id = bed.accepted("elastic", Bed.alert("s", "Acknowledged", "acknowledged"));

            // three reads within one attempt of the ledger
            assertThat(bed.awaitState(id, State.DELIVERED).attempts()).isZero();
            List<RecordedRequest> reads = bed.requests("GET", "/incident/load/1");
            assertThat(reads).extracting(RecordedRequest::status).containsExactly(500, 500, 200);
            assertThat(reads).extracting(r -> r.header("x-xdr-nonce")).doesNotHaveDuplicates();
            assertThat(reads).extracting(r -> r.header("x-xdr-timestamp")).doesNotHaveDuplicates();
            assertThat(bed.simulator().requests()).allSatisfy(SigningTest::verifies);
        }
    }

    @Test
    void each_attempt_of_the_ledger_is_signed_anew() {
        try (Bed bed = advanced(CortexXsoarOptions.version8()).start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("POST", "/incident$").times(3));

            String id = bed.accepted("elastic", Bed.alert("s", "Tried four times"));

            assertThat(bed.awaitState(id, State.DELIVERED).attempts()).isEqualTo(3);
            assertThat(bed.requests("POST", "/incident")).hasSize(4);
            assertThat(bed.simulator().requests())
                    .allSatisfy(SigningTest::verifies)
                    .extracting(r -> r.header("x-xdr-nonce"))
                    .doesNotHaveDuplicates();
        }
    }

    /** By the example of the vendor's page "Get started with APIs": SHA-256 over key, nonce and timestamp, in hex. */
    private static void verifies(RecordedRequest request) throws Exception {
        String nonce = request.header("x-xdr-nonce");
        String timestamp = request.header("x-xdr-timestamp");
        byte[] text = (Bed.API_KEY + nonce + timestamp).getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        assertThat(nonce).matches("[A-Za-z0-9]{64}");
        assertThat(timestamp).matches("[0-9]{13}");
        assertThat(request.header("x-xdr-auth-id")).isEqualTo("7");
        assertThat(request.header("Authorization")).isEqualTo(hash);
    }

    @Test
    void a_signature_that_was_seen_before_is_refused() {
        try (Bed bed = advanced(CortexXsoarOptions.version8()).start()) {
            bed.accepted("elastic", Bed.alert("s", "Opened"));
            bed.awaitDelivered(1);
            RecordedRequest seen = bed.simulator().requests().get(0);
            Map<String, String> signature = new LinkedHashMap<>();
            for (String name : List.of("Authorization", "x-xdr-auth-id", "x-xdr-nonce", "x-xdr-timestamp")) {
                signature.put(name, seen.header(name));
            }

            assertThat(new XsoarUser(bed)
                            .send("POST", "/incident", "{\"name\":\"again\"}", signature)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(bed.keys()).containsExactly("elastic:s");
        }
    }

    @Test
    void a_standard_key_is_sent_as_it_is() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().auth(Auth.STANDARD))
                .connection("auth", "standard")
                .start()) {
            bed.accepted("elastic", Bed.alert("s", "Opened"));
            bed.awaitDelivered(1);

            RecordedRequest request = bed.simulator().requests().get(0);
            assertThat(request.header("Authorization")).isEqualTo(Bed.API_KEY);
            assertThat(request.header("x-xdr-auth-id")).isEqualTo("7");
            assertThat(request.header("x-xdr-nonce")).isNull();
        }
    }

    @Test
    void a_key_of_version_6_is_sent_alone() {
        try (Bed bed = Bed.version6(folder, CortexXsoarOptions.version6().auth(Auth.KEY))
                .start()) {
            bed.accepted("elastic", Bed.alert("s", "Opened"));
            bed.awaitDelivered(1);

            RecordedRequest request = bed.simulator().requests().get(0);
            assertThat(request.path()).isEqualTo("/incident");
            assertThat(request.header("Authorization")).isEqualTo(Bed.API_KEY);
            assertThat(request.header("x-xdr-auth-id")).isNull();
        }
    }

    @Test
    void a_standard_key_used_as_advanced_rests_and_the_check_says_why() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().auth(Auth.STANDARD))
                .connection("auth", "advanced")
                .start()) {
            String id = bed.accepted("elastic", Bed.alert("s", "Wrong kind of key"));
            bed.awaitRest("rest/credentials-refused");

            Verdict verdict = check(bed);

            assertThat(bed.row(id).attempts()).isZero();
            assertThat(verdict.ok()).isFalse();
            assertThat(String.join("\n", verdict.details())).contains("Standard key used as Advanced");
        }
    }

    @Test
    void a_clock_that_is_wrong_is_named_by_the_check() {
        CortexXsoarOptions slow = CortexXsoarOptions.version8().clockOffset(Duration.ofMinutes(-17));
        try (Bed bed = advanced(slow)) {
            Verdict verdict = check(bed);

            assertThat(verdict.ok()).isFalse();
            assertThat(String.join("\n", verdict.details())).containsPattern("clock is 10(19|20|21) s behind ours");
        }
    }

    @Test
    void a_good_connection_passes_the_check_and_nothing_is_changed() {
        try (Bed bed = advanced(CortexXsoarOptions.version8())) {
            Verdict verdict = check(bed);

            assertThat(verdict.ok()).as(verdict.summary()).isTrue();
            assertThat(verdict.reachable()).isTrue();
            assertThat(bed.requests("POST", "/incidents/search")).hasSize(1);
            assertThat(bed.simulator().incidents()).isEmpty();
            assertThat(bed.requests("POST", "/incident")).isEmpty();
        }
    }

    private static Verdict check(Bed bed) {
        return Checks.run(bed.loaded(), List.of(Bed.CONNECTION), bed.clock()).get(0);
    }
}
