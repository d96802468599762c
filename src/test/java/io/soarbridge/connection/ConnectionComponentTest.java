package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Certificates;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import io.soarbridge.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionComponentTest {
    private static final String CREATE = "connection:target?method=POST&path=/incident";

    @TempDir
    Path folder;

    @Test
    void a_call_sends_the_body_as_json_to_prefix_and_path_and_leaves_the_answer() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(201, "{\"id\":\"7\"}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            JsonNode answer = bench.call(CREATE, json("{\"name\":\"ü😀\"}"));

            assertThat(answer).hasToString("{\"id\":\"7\"}");
            String request = server.requests().get(0);
            assertThat(request).startsWith("POST /api/incident HTTP/1.1\r\n");
            assertThat(json(request.substring(request.indexOf("\r\n\r\n") + 4))).isEqualTo(json("{\"name\":\"ü😀\"}"));
            assertThat(header(request, "Content-Type")).startsWith("application/json");
            assertThat(header(request, "Host")).isEqualTo("127.0.0.1:" + server.port());
        }
    }

    @Test
    void each_request_on_the_wire_is_signed_anew() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            for (int i = 0; i < 3; i++) {
                bench.call(CREATE, json("{}"));
                bench.clock.advance(Duration.ofSeconds(1));
            }

            assertThat(headers(server, "x-xdr-nonce")).hasSize(3);
            assertThat(headers(server, "x-xdr-timestamp")).hasSize(3);
            assertThat(headers(server, "Authorization")).hasSize(3).allMatch(value -> value.matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void no_message_header_steers_the_call_and_none_of_it_stays_on_the_exchange() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{}", "X-Answer: 1", "Set-Cookie: a=b"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            List<String> hostile = List.of(
                    "CamelHttpUri",
                    "CamelHttpPath",
                    "CamelHttpQuery",
                    "CamelHttpRawQuery",
                    "CamelHttpMethod",
                    "CamelRestHttpUri",
                    "CamelHttpHost",
                    "CamelHttpScheme",
                    "Authorization",
                    "Host",
                    "Content-Type",
                    "x-xdr-nonce",
                    "X-Evil",
                    "Cookie",
                    "CamelHttpResponseCode");
            Exchange exchange = bench.send(CREATE, e -> {
                hostile.forEach(name -> e.getMessage().setHeader(name, "evil"));
                e.getMessage().setBody(json("{}"));
            });

            assertThat(exchange.getException()).isNull();
            assertThat(server.requests().get(0))
                    .startsWith("POST /api/incident HTTP/1.1\r\n")
                    .doesNotContain("evil");
            assertThat(exchange.getMessage().getHeaders().keySet()).containsExactlyInAnyOrderElementsOf(hostile);
            assertThat(exchange.getMessage().getHeaders().values()).containsOnly("evil");
            assertThat(exchange.getProperties().values().toString()).doesNotContain(Connected.KEY);
            assertThat(exchange.getVariables()).isEmpty();
        }
    }

    @Test
    void a_value_in_the_path_reaches_the_wire_encoded_once() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            for (String value : List.of("3@1", "../a?b=%2f#c", "a b\r\nX-Evil: 1", "ü")) {
                Exchange done = bench.send("connection:target?path=/load/:id/x", e -> e.setVariable("id", value));
                assertThat(done.getException()).isNull();
            }

            assertThat(server.requests().stream().map(r -> r.lines().findFirst().orElseThrow()))
                    .containsExactly(
                            "GET /api/load/3%401/x HTTP/1.1",
                            "GET /api/load/%2e%2e%2fa%3fb%3d%252f%23c/x HTTP/1.1",
                            "GET /api/load/a%20b%0d%0aX-Evil%3a%201/x HTTP/1.1",
                            "GET /api/load/%c3%bc/x HTTP/1.1");
            assertThat(server.requests()).noneMatch(request -> request.contains("\r\nX-Evil"));
        }
    }

    @Test
    void answers_of_every_kind_give_their_connection_back() throws Exception {
        int[] statuses = {200, 204, 400, 404, 500, 409};
        try (RawServer server = RawServer.start((number, request, socket) -> RawServer.reply(
                        socket, statuses[number % 6], statuses[number % 6] == 204 ? "" : "{\"error\":\"x\"}"));
                Bench bench =
                        new Bench(Connected.to(server.url()).maxConcurrency(1).settings(), folder)) {
            for (int i = 0; i < 60; i++) {
                Exchange done = bench.send(CREATE, e -> {
                    e.setProperty("SoarBridgeEventId", "same");
                    e.getMessage().setBody(json("{}"));
                });
                if (done.getException() instanceof CallException e) {
                    assertThat(e.status()).isEqualTo(statuses[i % 6]);
                }
            }

            assertThat(server.requests()).hasSize(60);
        }
    }

    @Test
    void a_compressed_answer_is_read() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        }
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    socket.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    zipped.writeTo(socket.getOutputStream());
                });
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            assertThat(bench.call(CREATE, json("{}"))).hasToString("{\"id\":1}");
        }
    }

    @Test
    void a_redirect_is_not_followed_and_retry_after_is_read() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    if (number == 0) {
                        RawServer.reply(socket, 303, "", "Location: http://127.0.0.1:1/login?x=1");
                    } else {
                        RawServer.reply(socket, 429, "", "Retry-After: Mon, 05 Jan 2026 10:00:40 GMT");
                    }
                });
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            assertThat(bench.failure(CREATE)).hasMessageContaining("http://127.0.0.1:1/login.");
            bench.clock.advance(Duration.ofSeconds(1));

            assertThat(bench.failure(CREATE).retryAfter()).contains(Duration.ofSeconds(39));
            CallException resting = bench.failure(CREATE);
            assertThat(resting.code()).isEqualTo(CallException.RESTING);
            assertThat(resting.retryAfter()).contains(Duration.ofSeconds(39));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void calls_over_the_rate_are_refused_rather_than_queued_for_long() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).maxRate(0.01).settings(), folder)) {
            bench.call(CREATE, json("{}"));
            CallException e = bench.failure(CREATE);

            assertThat(e.code()).isEqualTo("connection/over-quota");
            assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(100));
            assertThat(bench.connection.gate().pause()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void pages_are_asked_for_until_the_mapping_has_enough() throws Exception {
        Files.writeString(
                folder.resolve("next.jq"),
                "if .last then null else {page: ($request.page + 1), for: $input.externalKey} end");
        try (RawServer server = RawServer.start((number, request, socket) ->
                        RawServer.reply(socket, 200, "{\"last\":" + (number >= 2) + ",\"number\":" + number + "}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            Exchange done = bench.send(CREATE + "&next=next&writes=false", e -> {
                e.setVariable("externalKey", "k1");
                e.getMessage().setBody(json("{\"page\":0}"));
            });

            assertThat(done.getMessage().getBody()).hasToString("{\"last\":true,\"number\":2}");
            assertThat(server.requests().get(2)).endsWith("{\"page\":2,\"for\":\"k1\"}");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void pages_are_bounded() throws Exception {
        Files.writeString(folder.resolve("next.jq"), "{}");
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            bench.call(CREATE + "&next=next&pages=4", json("{}"));

            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void paging_ends_before_the_claim_of_its_worker_does() throws Exception {
        Files.writeString(folder.resolve("next.jq"), "{}");
        AtomicReference<SettableClock> clock = new AtomicReference<>();
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    clock.get().advance(Duration.ofSeconds(30));
                    RawServer.reply(socket, 200, "{}");
                });
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            clock.set(bench.clock);
            long most =
                    bench.connection.settings().longestCall().multipliedBy(2).toSeconds();

            assertThatThrownBy(() -> bench.call(CREATE + "&next=next", json("{}")))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo("connection/listing-too-long"));
            assertThat(server.requests()).hasSize((int) (most / 30) + 1);
        }
    }

    @Test
    void a_conflict_starts_the_merge_over_with_the_newer_state() throws Exception {
        Files.writeString(folder.resolve("merge.jq"), ". + $input + {by: $settings.version}");
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    if (request.startsWith("GET")) {
                        RawServer.reply(socket, 200, "{\"version\":" + number + "}");
                    } else {
                        RawServer.reply(
                                socket,
                                number < 4 ? 400 : 200,
                                number < 4 ? "{\"error\":\"DB Version\"}" : "{\"ok\":1}");
                    }
                });
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            JsonNode answer = bench.call(update(5), json("{\"title\":\"t\"}"));

            assertThat(answer).hasToString("{\"ok\":1}");
            assertThat(server.requests()).hasSize(6);
            assertThat(server.requests().get(5)).endsWith("{\"version\":4,\"title\":\"t\",\"by\":\"1\"}");
        }
    }

    @Test
    void a_storm_of_conflicts_ends_after_the_tries() throws Exception {
        Files.writeString(folder.resolve("merge.jq"), ".");
        try (RawServer server = RawServer.start((number, request, socket) ->
                        RawServer.reply(socket, request.startsWith("GET") ? 200 : 409, "{\"error\":\"db version\"}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            assertThatThrownBy(() -> bench.call(update(3), json("{}")))
                    .isInstanceOf(CallException.class)
                    .hasFieldOrPropertyWithValue("failure", Failure.CONFLICT);
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void a_load_without_a_merge_or_with_a_missing_one_stops_the_start() throws Exception {
        try (Bench bench = new Bench(Connected.to("http://127.0.0.1:1").settings(), folder)) {
            assertThatThrownBy(() -> bench.send(CREATE + "&load=/load", e -> {}))
                    .hasStackTraceContaining("has load but no merge");
            assertThatThrownBy(() -> bench.send(CREATE + "&load=/load&merge=no-such", e -> {}))
                    .hasStackTraceContaining("no-such.jq");
        }
    }

    @Test
    void a_server_that_asks_for_a_client_certificate_gets_it() throws Exception {
        Certificates server = Certificates.selfSigned(folder, "server", "RSA", "ip:127.0.0.1");
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            Certificates client = Certificates.selfSigned(folder, "client-" + algorithm, algorithm, "dns:bridge");
            try (RawServer raw = RawServer.start(
                            new NeedingClients(server.context(client).getServerSocketFactory()),
                            RawServer.always(200, "{}"));
                    Bench with = new Bench(
                            Connected.to("https://127.0.0.1:" + raw.port())
                                    .tls(server.certificate(), client.certificate(), client.key(), true)
                                    .settings(),
                            folder);
                    Bench without = new Bench(
                            Connected.to("https://127.0.0.1:" + raw.port())
                                    .tls(server.certificate(), null, null, true)
                                    .settings(),
                            folder)) {
                assertThat(with.call(CREATE, json("{}"))).hasToString("{}");
                assertThat(without.failure(CREATE).failure()).isIn(Failure.UNAVAILABLE, Failure.RETRY);
                assertThat(raw.requests()).hasSize(1);
            }
        }
    }

    @Test
    void the_very_certificate_is_taken_for_any_host_and_no_other_is() throws Exception {
        Certificates appliance = Certificates.selfSigned(folder, "appliance", "RSA", "dns:soar.example");
        Certificates other = Certificates.selfSigned(folder, "other", "RSA", "ip:127.0.0.1");
        Certificates signed = Certificates.signed(folder, "signed", "dns:soar.example", "-1d", 5);

        assertThat(overTls(appliance, appliance.certificate())).isNull();
        assertThat(overTls(other, appliance.certificate())).isEqualTo(Failure.UNAVAILABLE);
        assertThat(overTls(signed, folder.resolve("signed-ca.crt"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(overTls(signed, signed.certificate())).isNull();
    }

    /** Null when the call works. */
    private Failure overTls(Certificates server, Path trust) throws Exception {
        try (RawServer raw =
                        RawServer.start(server.context(server).getServerSocketFactory(), RawServer.always(200, "{}"));
                Bench bench = new Bench(
                        Connected.to("https://127.0.0.1:" + raw.port())
                                .tls(trust, null, null, true)
                                .settings(),
                        folder)) {
            Exchange done = bench.send(CREATE, e -> e.getMessage().setBody(json("{}")));
            return done.getException() == null ? null : ((CallException) done.getException()).failure();
        }
    }

    @Test
    void without_verification_any_certificate_and_host_will_do() throws Exception {
        Certificates server = Certificates.selfSigned(folder, "server", "EC", "dns:soar.example");
        try (RawServer raw =
                        RawServer.start(server.context(server).getServerSocketFactory(), RawServer.always(200, "{}"));
                Bench bench = new Bench(
                        Connected.to("https://127.0.0.1:" + raw.port())
                                .tls(null, null, null, false)
                                .settings(),
                        folder)) {
            assertThat(bench.call(CREATE, json("{}"))).hasToString("{}");
        }
    }

    @Test
    void tls_files_that_cannot_be_used_are_named_without_their_content() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here");
        Path rsa = Files.writeString(folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nMIIsecret\n");
        Certificates some = Certificates.selfSigned(folder, "some", "EC", "dns:x");
        Connected to = Connected.to("https://soar.example");

        assertThatThrownBy(() -> new Bench(to.tls(empty, null, null, true).settings(), folder))
                .hasMessageContaining("target")
                .hasFieldOrPropertyWithValue("code", "connection/tls");
        assertThatThrownBy(() ->
                        new Bench(to.tls(null, some.certificate(), rsa, true).settings(), folder))
                .hasMessageContaining("old.pem")
                .hasMessageContaining("has no end")
                .hasMessageNotContaining("MIIsecret");
    }

    @Test
    void a_key_that_is_no_base64_is_named_without_its_content() throws Exception {
        Certificates client = Certificates.selfSigned(folder, "client", "EC", "dns:bridge");
        Path key = Files.writeString(
                folder.resolve("cut.key"), "-----BEGIN PRIVATE KEY-----\nMIGTAgEAM\n-----END PRIVATE KEY-----\n");
        Connected to = Connected.to("https://soar.example").tls(null, client.certificate(), key, true);

        assertThatThrownBy(() -> new Bench(to.settings(), folder))
                .hasMessageContaining("cut.key is no Base64")
                .hasMessageNotContaining("MIGTAgEAM");
    }

    @Test
    void a_proxy_is_used_and_learns_no_credentials_of_a_tls_connection() throws Exception {
        try (RawServer proxy = RawServer.start(RawServer.always(407, ""));
                Bench plain = new Bench(
                        Connected.to("http://soar.invalid").proxy(proxy.url()).settings(), folder);
                Bench tls = new Bench(
                        Connected.to("https://soar.invalid").proxy(proxy.url()).settings(), folder)) {
            assertThat(plain.failure(CREATE).code()).isEqualTo("rest/proxy-refused");
            tls.failure(CREATE);

            assertThat(proxy.requests().get(0)).startsWith("POST http://soar.invalid/api/incident HTTP/1.1");
            assertThat(proxy.requests().get(1))
                    .startsWith("CONNECT soar.invalid:443 ")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("x-xdr");
        }
    }

    @Test
    void an_operator_s_mapping_takes_the_place_of_the_connector_s() throws Exception {
        Files.createDirectories(folder.resolve("testing"));
        Files.writeString(folder.resolve("testing/case-to-x.jq"), "\"connector\"");
        Path own = Files.writeString(folder.resolve("own.jq"), "\"operator in \" + $settings.colour");
        try (Bench bench = new Bench(
                Connected.to("http://127.0.0.1:1").mapping("case-to-x", own).settings(), folder)) {
            assertThat(bench.call("mapping:testing/case-to-x?connection=target", json("{}")))
                    .hasToString("\"operator in blue\"");
        }
    }

    private static String update(int tries) {
        return CREATE + "&load=/load&merge=merge&conflict=db version&tries=" + tries;
    }

    private static Set<String> headers(RawServer server, String name) {
        Set<String> values = new HashSet<>();
        server.requests().forEach(request -> values.add(header(request, name)));
        return values;
    }

    private static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
