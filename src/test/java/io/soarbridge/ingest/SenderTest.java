package io.soarbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.config.Secret;
import io.soarbridge.config.SourceSettings;
import io.soarbridge.config.SourceSettings.Auth;
import io.soarbridge.testkit.SettableClock;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final byte[] BODY = "{\"id\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock("2023-11-14T22:13:20Z");

    @Test
    void a_bearer_token_must_be_the_configured_one() {
        Sender sender = sender(Auth.BEARER, "", null);

        assertThatCode(() -> sender.verifyHeaders(headers("Authorization", "bearer t0ken")))
                .doesNotThrowAnyException();
        for (String wrong : List.of("Bearer t0ke", "Bearer t0kenn", "Bearer T0KEN", "t0ken", "Basic t0ken", "Bearer")) {
            refused(() -> sender.verifyHeaders(headers("Authorization", wrong)));
        }
        refused(() -> sender.verifyHeaders(MultiMap.caseInsensitiveMultiMap()));
    }

    @Test
    void an_empty_token_lets_nobody_in() {
        SourceSettings s = FrontDoorBed.source(Auth.BEARER);
        Sender sender = new Sender(
                new SourceSettings(
                        s.name(),
                        s.format(),
                        Auth.BEARER,
                        Secret.of(""),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        s.deliverTo()),
                clock);

        refused(() -> sender.verifyHeaders(headers("Authorization", "Bearer ")));
    }

    @Test
    void user_and_password_must_be_the_configured_ones() {
        Sender sender = sender(Auth.BASIC, "", null);

        assertThatCode(() -> sender.verifyHeaders(headers("Authorization", basic("ada:pässword"))))
                .doesNotThrowAnyException();
        refused(() -> sender.verifyHeaders(headers("Authorization", basic("ada:password"))));
        refused(() -> sender.verifyHeaders(headers("Authorization", "Basic !!!")));
        assertThat(refused(() -> sender.verifyHeaders(headers("Authorization", basic("eve:pässword"))))
                        .headers())
                .containsEntry("WWW-Authenticate", "Basic realm=\"soarbridge\", charset=\"UTF-8\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "v0="})
    void a_signature_may_be_hex_or_base64_behind_its_prefix(String prefix) throws Exception {
        Sender sender = sender(Auth.HMAC, prefix, null);
        byte[] digest = hmac("s3cret", BODY);
        String hex = HexFormat.of().formatHex(digest);

        for (String signature : List.of(
                hex, hex.toUpperCase(java.util.Locale.ROOT), Base64.getEncoder().encodeToString(digest))) {
            assertThatCode(() -> sender.verifyBody(headers("X-Signature", prefix + signature), BODY))
                    .doesNotThrowAnyException();
        }
        refused(() -> sender.verifyBody(headers("X-Signature", prefix + hex), new byte[] {1}));
        refused(() -> sender.verifyBody(headers("X-Signature", prefix + hex.substring(2)), BODY));
        refused(() -> sender.verifyBody(headers("X-Signature", prefix + "zz".repeat(32)), BODY));
        refused(() -> sender.verifyBody(headers("X-Signature", prefix), BODY));
        refused(() -> sender.verifyBody(headers("X-Signature", "other" + hex), BODY));
    }

    @Test
    void a_missing_signature_or_time_is_refused_before_the_body() {
        refused(() -> sender(Auth.HMAC, "", null).verifyHeaders(headers("X-Other", "1")));
        refused(() -> sender(Auth.HMAC, "", "X-Time").verifyHeaders(headers("X-Signature", "1")));
    }

    @Test
    void the_time_is_signed_too() throws Exception {
        Sender sender = sender(Auth.HMAC, "", "X-Time");
        MultiMap headers = signed("1700000000");

        assertThatCode(() -> sender.verifyBody(headers, BODY)).doesNotThrowAnyException();
        refused(() -> sender.verifyBody(headers.set("X-Time", "1700000001"), BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000", "1700000300", "1699999700", "1700000300000", "1699999700000"})
    void the_time_may_be_five_minutes_off_in_seconds_or_milliseconds(String good) throws Exception {
        Sender sender = sender(Auth.HMAC, "", "X-Time");
        MultiMap headers = signed(good);

        assertThatCode(() -> sender.verifyHeaders(headers)).doesNotThrowAnyException();
        assertThatCode(() -> sender.verifyBody(headers, BODY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000301", "1699999699", "1700000300001", "0", "9999999999999999"})
    void a_signature_that_is_right_but_too_old_or_too_new_is_forbidden(String bad) throws Exception {
        Sender sender = sender(Auth.HMAC, "", "X-Time");
        MultiMap headers = signed(bad);

        Problem problem = catchThrowableOfType(Problem.class, () -> sender.verifyBody(headers, BODY));

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem).hasMessageContaining("sensor").hasMessageContaining("300 s are tolerated");
    }

    @Test
    void a_signature_grows_too_old() throws Exception {
        Sender sender = sender(Auth.HMAC, "", "X-Time");
        MultiMap headers = signed("1700000000");

        clock.advance(Duration.ofMinutes(6));

        assertThat(catchThrowableOfType(Problem.class, () -> sender.verifyBody(headers, BODY))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e9", "", "99999999999999999999"})
    void what_is_no_epoch_time_is_refused_before_the_body(String bad) {
        Sender sender = sender(Auth.HMAC, "", "X-Time");

        refused(() -> sender.verifyHeaders(headers("X-Signature", "1").add("X-Time", bad)));
    }

    private static MultiMap signed(String time) throws Exception {
        byte[] digest = hmac(
                "s3cret", (time + "." + new String(BODY, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return headers("X-Signature", HexFormat.of().formatHex(digest)).add("X-Time", time);
    }

    @Test
    void a_sender_without_authentication_needs_none() {
        assertThatCode(() -> sender(Auth.NONE, "", null).verifyHeaders(MultiMap.caseInsensitiveMultiMap()))
                .doesNotThrowAnyException();
    }

    private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Problem problem = catchThrowableOfType(Problem.class, call);
        assertThat(problem.status()).isEqualTo(401);
        assertThat(problem.json().toString()).doesNotContain("t0ken", "s3cret", "pässword");
        assertThatThrownBy(call).hasMessageContaining("sensor");
        return problem;
    }

    private Sender sender(Auth auth, String prefix, String timestampHeader) {
        SourceSettings s = FrontDoorBed.source(auth);
        return new Sender(
                new SourceSettings(
                        s.name(),
                        s.format(),
                        auth,
                        s.token(),
                        s.secret(),
                        s.signatureHeader(),
                        prefix,
                        timestampHeader,
                        s.timestampTolerance(),
                        s.user(),
                        s.password(),
                        s.deliverTo()),
                clock);
    }

    private static MultiMap headers(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String key, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(body);
    }
}
