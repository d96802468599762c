package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.simulator.SettableTime;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XsoarAuthTest {
    private static final String NONCE = "A".repeat(64);

    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;

    private void start(CortexXsoarOptions options) {
        simulator = CortexXsoarSimulator.start(options, time);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private int status(String... headers) {
        return new WireClient(simulator.url() + "/xsoar/public/v1", headers)
                .get("/user")
                .status();
    }

    private int advanced(String key, String nonce, String timestamp) {
        return status(
                "Authorization",
                sha256(key + nonce + timestamp),
                "x-xdr-auth-id",
                "1",
                "x-xdr-nonce",
                nonce,
                "x-xdr-timestamp",
                timestamp);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String now(Duration off) {
        return Long.toString(time.instant().plus(off).toEpochMilli());
    }

    @Test
    void the_worked_vector_holds() {
        assertThat(sha256("k3y" + NONCE + "1700000000000"))
                .isEqualTo("9e84f875b2e26143437db95c0ac99ac260abdea8f8867853f729ddd8679dc9e3");
        start(CortexXsoarOptions.version8().apiKey("k3y"));
        time.advance(Duration.between(time.instant(), Instant.ofEpochMilli(1700000000000L)));

        assertThat(advanced("k3y", NONCE, "1700000000000")).isEqualTo(200);
    }

    @Test
    void standard_key_needs_its_id() {
        start(CortexXsoarOptions.version8().apiKeyId("7"));

        assertThat(status("Authorization", "simulator-key", "x-xdr-auth-id", "7"))
                .isEqualTo(200);
        assertThat(status("Authorization", "simulator-key")).isEqualTo(401);
        assertThat(status("Authorization", "simulator-key", "x-xdr-auth-id", "1"))
                .isEqualTo(401);
        assertThat(status("Authorization", "Bearer simulator-key", "x-xdr-auth-id", "7"))
                .isEqualTo(401);
    }

    @Test
    void a_key_of_one_kind_is_not_one_of_the_other() {
        start(CortexXsoarOptions.version8().auth(Auth.ADVANCED));
        int standardAtAdvanced = status("Authorization", "simulator-key", "x-xdr-auth-id", "1");
        stop();
        start(CortexXsoarOptions.version8().auth(Auth.STANDARD));

        assertThat(standardAtAdvanced).isEqualTo(401);
        assertThat(advanced("simulator-key", NONCE, now(Duration.ZERO))).isEqualTo(401);
    }

    @Test
    void advanced_key_is_refused_outside_the_window_and_when_repeated() {
        start(CortexXsoarOptions.version8());

        assertThat(advanced("simulator-key", "B".repeat(64), now(Duration.ofSeconds(-299))))
                .isEqualTo(200);
        assertThat(advanced("simulator-key", "C".repeat(64), now(Duration.ofSeconds(301))))
                .isEqualTo(401);
        assertThat(advanced("simulator-key", "B".repeat(64), now(Duration.ZERO)))
                .isEqualTo(401);
        assertThat(advanced("simulator-key", "short", now(Duration.ZERO))).isEqualTo(401);
        assertThat(advanced("other-key", "D".repeat(64), now(Duration.ZERO))).isEqualTo(401);
        assertThat(advanced("simulator-key", "E".repeat(64), "soon")).isEqualTo(401);
    }

    @Test
    void window_and_memory_can_be_switched_off() {
        start(CortexXsoarOptions.version8().clockSkew(null).nonceMemory(false).strictNonce(false));

        assertThat(advanced("simulator-key", "x", now(Duration.ofDays(-30)))).isEqualTo(200);
        assertThat(advanced("simulator-key", "x", now(Duration.ofDays(-30)))).isEqualTo(200);
    }

    @Test
    void refusals_have_the_bodies_of_their_version() {
        start(CortexXsoarOptions.version8());
        Answer eight = new WireClient(simulator.url() + "/xsoar/public/v1").get("/user");
        stop();
        start(CortexXsoarOptions.version6());
        Answer six = new WireClient(simulator.url(), "Authorization", "wrong").get("/user");

        assertThat(eight.status()).isEqualTo(401);
        assertThat(eight.body())
                .isEqualTo(
                        "{\"reply\":{\"err_code\":401,\"err_msg\":\"Public API request unauthorized\",\"err_extra\":null}}");
        assertThat(six.status()).isEqualTo(403);
        assertThat(six.body())
                .isEqualTo(
                        "{\"id\":\"forbidden\",\"status\":403,\"title\":\"Forbidden\",\"detail\":\"Issue with CSRF code\","
                                + "\"error\":\"http: named cookie not present\",\"encrypted\":false,\"multires\":null}");
    }

    @Test
    void a_session_needs_the_page_cookie_the_login_and_the_header() {
        start(CortexXsoarOptions.version6());
        WireClient client = new WireClient(simulator.url());
        String login = "{\"user\":\"admin\",\"password\":\"simulator-password\"}";
        String xsrf = client.get("/").header("set-cookie").split("[=;]", -1)[1];

        Answer without = client.post("/login", login);
        Answer wrong = client.post(
                "/login", login.replace("simulator-", "x"), "X-XSRF-TOKEN", xsrf, "Cookie", "XSRF-TOKEN=" + xsrf);
        Answer in = client.post("/login", login, "X-XSRF-TOKEN", xsrf, "Cookie", "XSRF-TOKEN=" + xsrf);
        String cookies = "XSRF-TOKEN=" + xsrf + "; " + in.header("set-cookie").split(";", -1)[0];
        Answer create = client.post("/incident", "{\"name\":\"n\"}", "X-XSRF-TOKEN", xsrf, "Cookie", cookies);
        Answer forged = client.post("/incident", "{\"name\":\"n\"}", "Cookie", cookies);

        assertThat(without.status()).isEqualTo(403);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(in.status()).isEqualTo(200);
        assertThat(create.status()).isEqualTo(200);
        assertThat(create.json().get("dbotCreatedBy").asText()).isEqualTo("admin");
        assertThat(forged.status()).isEqualTo(403);
    }
}
