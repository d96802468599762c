package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Certificates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a call is tried, how long it waits in between, and what it says when it gives up. */
class RetryTest {
    @TempDir
    Path folder;

    private EchoServer server;
    private Calls calls;

    @BeforeEach
    void begin() throws IOException {
        server = EchoServer.plain();
        calls = new Calls(folder);
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        server.close();
    }

    private ObjectNode tried(String path, Integer tries, Integer delay, Integer backoff) {
        ObjectNode inputs = Calls.inputs("rest_api_method", "GET", "rest_api_url", server.url() + path);
        return calls.call(inputs.put("rest_retry_tries", tries)
                .put("rest_retry_delay", delay)
                .put("rest_retry_backoff", backoff));
    }

    private static List<Duration> seconds(long... all) {
        return Arrays.stream(all).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void counts_tries_in_all_and_multiplies_the_pause() {
        ObjectNode payload = tried("/status/503", 4, 2, 3);

        assertThat(server.requests()).hasSize(4);
        assertThat(calls.pauses).isEqualTo(seconds(2, 6, 18));
        assertThat(Calls.reason(payload))
                .contains("4 tries", "try 1, after", "try 4, after", "HTTP 503 Service Unavailable")
                .contains("The server said: {\"s\":503}");
    }

    @Test
    void stops_as_soon_as_an_answer_is_accepted() {
        assertThat(tried("/failn/2", 9, null, null).get("success").booleanValue())
                .isTrue();

        assertThat(server.requests()).hasSize(3);
        assertThat(calls.pauses).isEqualTo(seconds(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"7,7", "1,5", "soon,5", "-3,5", "'',5", "999999999999,3600"})
    void waits_as_long_as_the_server_asks_if_that_is_longer(String asked, long waited) {
        server.on("/busy", EchoServer.Answer.status(429, "Too Many Requests", "Retry-After: " + asked));
        calls.set("time-limit", "2h");

        tried("/busy", 2, 5, 1);

        assertThat(calls.pauses).isEqualTo(seconds(waited));
    }

    @Test
    void takes_a_date_to_wait_for() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(20));
        server.on("/busy", EchoServer.Answer.status(503, "Busy", "Retry-After: " + date));

        tried("/busy", 2, 5, 1);

        assertThat(calls.pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20)));
    }

    @Test
    void asks_too_long_for_the_time_limit_and_is_not_waited_for() {
        server.on("/busy", EchoServer.Answer.status(503, "Busy", "Retry-After: 1800"));
        calls.set("time-limit", "10m");

        ObjectNode payload = tried("/busy", 5, 1, 1);

        assertThat(calls.pauses).isEmpty();
        assertThat(Calls.reason(payload)).contains("time limit (soarbridge.rest-call.time-limit)");
    }

    @Test
    void a_refused_connection_is_tried_again() {
        ObjectNode payload = calls.call(
                Calls.inputs("rest_api_method", "GET", "rest_api_url", "http://127.0.0.1:1/", "rest_retry_tries", "3"));

        assertThat(calls.pauses).hasSize(2);
        assertThat(Calls.reason(payload)).contains("3 tries").contains("refused");
    }

    @Test
    void a_reset_connection_is_tried_again() {
        ObjectNode payload = tried("/reset", 2, 1, 1);

        assertThat(server.requests()).hasSize(2);
        assertThat(Calls.reason(payload)).contains("2 tries");
    }

    @Test
    void a_timeout_is_tried_again() {
        calls.set("timeout", "1s");

        ObjectNode payload = tried("/slow", 2, 1, 1);

        assertThat(server.requests()).hasSize(2);
        assertThat(Calls.reason(payload)).contains("no answer in time");
    }

    @Test
    void an_unknown_host_is_tried_again() {
        calls.get("http://nowhere.invalid/", "rest_retry_tries", "2");

        assertThat(calls.pauses).hasSize(1);
    }

    @Test
    void a_refused_host_is_not_tried_again() {
        assertThat(Calls.reason(calls.get("http://10.0.0.1/", "rest_retry_tries", "3")))
                .contains("is not allowed");
        assertThat(calls.pauses).isEmpty();
    }

    @Test
    void a_certificate_that_is_not_trusted_is_not_tried_again() throws Exception {
        Certificates certificate = Certificates.selfSigned(folder, "s", "EC", "dns:localhost");
        try (EchoServer tls = new EchoServer(certificate.context(certificate).getServerSocketFactory())) {
            ObjectNode payload = calls.get("https://localhost:" + tls.port() + "/", "rest_retry_tries", "3");

            assertThat(calls.pauses).isEmpty();
            assertThat(Calls.reason(payload)).contains("TLS failed").contains("rest_api_verify_file");
        }
    }

    @Test
    void without_a_limit_the_time_limit_ends_it() {
        calls.set("time-limit", "12s");

        ObjectNode payload = tried("/status/500", -1, 1, 2);

        assertThat(calls.pauses).isEqualTo(seconds(1, 2, 4, 8));
        assertThat(Calls.reason(payload)).contains("5 tries").contains("soarbridge.rest-call.time-limit");
        assertThat(calls.progress).anyMatch(text -> text.contains("try 5, without a limit"));
    }

    @Test
    void of_many_tries_the_first_and_the_last_are_told() {
        String reason = Calls.reason(tried("/status/500", 10, 1, 1));

        assertThat(reason)
                .contains("10 tries", "try 1,", "try 3,", "4 more", "try 8,", "try 10,")
                .doesNotContain("try 4,");
    }

    @Test
    void is_stopped_while_it_waits() {
        calls.pausing((time, call) -> call.stop("Somebody stopped it"));

        ObjectNode payload = tried("/status/500", 5, 1, 1);

        assertThat(server.requests()).hasSize(1);
        assertThat(Calls.reason(payload)).contains("Somebody stopped it", "try 1,");
    }

    @Test
    void is_interrupted_while_it_waits() {
        calls.pausing((time, call) -> {
            throw new InterruptedException();
        });

        assertThat(Calls.reason(tried("/status/500", 5, 1, 1))).contains("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void is_stopped_while_it_waits_for_the_answer() {
        AtomicReference<RunningCall> running = new AtomicReference<>();
        ObjectNode inputs = Calls.inputs("rest_api_method", "GET", "rest_api_url", server.url() + "/slow");
        inputs.put("rest_retry_tries", 3);
        CompletableFuture<ObjectNode> payload =
                CompletableFuture.supplyAsync(() -> calls.engine().call(inputs, text -> {}, running::set));
        Await.until("the request", () -> server.requests().size() == 1);

        running.get().stop("Somebody stopped it");

        assertThat(Calls.reason(payload.join())).contains("Somebody stopped it");
        assertThat(calls.pauses).isEmpty();
        assertThat(calls.engine().running()).isEmpty();
    }

    @Test
    void the_time_limit_ends_a_slow_answer() {
        calls.set("time-limit", "1s");

        assertThat(Calls.reason(tried("/slow", 3, 1, 1))).contains("did not end within 1 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "99999999999", "-1E+999999999", "3000000000.5"})
    void a_number_beyond_all_bounds_is_an_error_at_once(String number) {
        ObjectNode inputs = Calls.inputs("rest_api_method", "GET", "rest_api_url", server.url() + "/echo");
        inputs.put("rest_retry_tries", new BigDecimal(number));

        assertThat(Calls.reason(calls.call(inputs))).contains("rest_retry_tries has to be a whole number");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_pause_beyond_all_bounds_is_not_begun() {
        ObjectNode payload = tried("/status/500", 9, Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(calls.pauses).isEmpty();
        assertThat(Calls.reason(payload)).contains("time limit");
    }

    @Test
    void the_next_try_brings_the_cookies_that_the_last_answer_set() {
        server.on("/busy", EchoServer.Answer.status(503, "Busy", "Set-Cookie: node=b; Path=/"));
        tried("/busy", 2, 1, 1);
        assertThat(server.requests())
                .extracting(request -> request.header("Cookie"))
                .containsExactly(null, "node=b");
    }

    @Test
    void numbers_may_stand_behind_a_name() {
        calls.set("secret.TRIES", "{{env:TRIES:3}}");
        ObjectNode inputs = Calls.inputs("rest_api_method", "GET", "rest_api_url", server.url() + "/status/500");
        calls.call(inputs.put("rest_retry_tries", "${TRIES}").put("rest_retry_delay", 0.5));
        assertThat(server.requests()).hasSize(3);
        assertThat(calls.pauses).isEqualTo(seconds(0, 0));
    }

    @Test
    void the_method_may_stand_behind_a_name() {
        calls.set("secret.HOW", "{{env:HOW:PUT}}");
        calls.call("rest_api_method", "${HOW}", "rest_api_url", server.url() + "/echo");
        assertThat(server.requests()).extracting(EchoServer.Seen::method).containsExactly("PUT");
    }
}
