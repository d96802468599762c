package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Certificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What fn_rest_api was recorded doing: the same on the wire and in the result, or better where the case says so. */
class RecordedCasesTest {
    private static final Path RECORDED = Path.of("../shared/vectors/rest-api-open.json");
    private static final Path OWN = Path.of("src/test/resources/restcall/cases.json");

    @TempDir
    static Path trust;

    @TempDir
    Path folder;

    private static Certificates certificate;

    @BeforeAll
    static void makeCertificate() throws IOException {
        certificate = Certificates.selfSigned(trust, "c", "RSA", "dns:localhost");
        Files.copy(certificate.certificate(), trust.resolve("c.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    static Stream<Arguments> own() throws IOException {
        return cases(OWN);
    }

    static Stream<Arguments> recorded() throws IOException {
        return Files.exists(RECORDED) ? cases(RECORDED) : Stream.of(Arguments.of("not there: " + RECORDED, null));
    }

    private static Stream<Arguments> cases(Path file) throws IOException {
        List<Arguments> all = new ArrayList<>();
        Json.read(Files.readAllBytes(file))
                .forEach(one -> all.add(Arguments.of(one.get("name").asText(), one)));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("own")
    void own_case(String name, JsonNode one) throws Exception {
        check(one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void recorded_case(String name, JsonNode one) throws Exception {
        assumeTrue(one != null, "the recorded cases are not on this machine");
        check(one);
    }

    private void check(JsonNode one) throws Exception {
        try (EchoServer plain = EchoServer.plain();
                EchoServer tls = new EchoServer(certificate.context(certificate).getServerSocketFactory());
                Calls calls = calls(one, plain)) {
            String text = located(one.toString(), plain, tls);
            JsonNode located = Json.read(text);
            JsonNode expect = located.get("expect");
            ObjectNode payload = calls.call((ObjectNode) located.get("inputs"));
            boolean ok = expect.get("outcome").asText().equals("ok");
            assertThat(payload.get("success").asBoolean())
                    .as(payload.toString())
                    .isEqualTo(ok);
            List<EchoServer.Seen> seen = new ArrayList<>(plain.requests());
            seen.addAll(tls.requests());
            if (expect.has("request_count")) {
                assertThat(seen).hasSize(expect.get("request_count").asInt());
            } else {
                compare(seen, expect.get("requests"));
            }
            if (ok && expect.hasNonNull("content")) {
                compare(payload.get("content"), (ObjectNode) expect.get("content"));
            }
            if (!ok) {
                assertThat(payload.get("reason").asText())
                        .hasSizeGreaterThan(20)
                        .doesNotContain("Retry limit");
            }
        }
    }

    private Calls calls(JsonNode one, EchoServer plain) {
        Calls calls = new Calls(folder)
                .set("trust-folder", trust.toString())
                .set("secret.S1", "{{env:S1:sec-1}}")
                .files(RecordedCasesTest::file);
        Map<String, String> same =
                Map.of("timeout", "timeout", "http_proxy", "http-proxy", "https_proxy", "https-proxy");
        for (String section : List.of("integrations_config", "function_config")) {
            one.path(section).properties().forEach(entry -> {
                String value = entry.getValue().asText();
                String key = same.get(entry.getKey());
                if (key == null) {
                    calls.set("setting." + entry.getKey(), value);
                } else {
                    calls.set(key, key.equals("timeout") ? value + "s" : plain.url());
                }
            });
        }
        return calls;
    }

    private static Attachment file(Attachment.Place place) throws IOException {
        byte[] bytes = "\0\u00ffDATA".getBytes(StandardCharsets.ISO_8859_1);
        String which = place.attachment() != null ? "attachment " + place.attachment() : "artifact " + place.artifact();
        return switch (which) {
            case "attachment 5" ->
                new Attachment(
                        "a.bin",
                        "application/octet-stream",
                        bytes.length,
                        () -> new ByteArrayInputStream(bytes),
                        () -> {});
            case "artifact 7" ->
                new Attachment("b.txt", "text/plain", bytes.length, () -> new ByteArrayInputStream(bytes), () -> {});
            default -> throw new IOException("the " + which + " has no file");
        };
    }

    /** Places of the recording become places of now. */
    private static String located(String text, EchoServer plain, EchoServer tls) {
        return text.replace("https://localhost:33017", "https://localhost:" + tls.port())
                .replaceAll("http://127\\.0\\.0\\.1:[0-9]{4,5}", plain.url())
                .replaceAll("@127\\.0\\.0\\.1:[0-9]{4,5}", "@127.0.0.1:" + plain.port())
                .replaceAll("http://localhost:[0-9]{4,5}", "http://localhost:" + plain.port())
                .replace("<B>", plain.url());
    }

    private static void compare(List<EchoServer.Seen> seen, JsonNode expected) {
        assertThat(seen).as("requests").hasSize(expected.size());
        for (int i = 0; i < seen.size(); i++) {
            EchoServer.Seen request = seen.get(i);
            JsonNode wanted = expected.get(i);
            String boundary = boundary(request.header("Content-Type"));
            assertThat(request.method()).isEqualTo(wanted.get("m").asText());
            assertThat(request.path()).isEqualTo(wanted.get("path").asText());
            assertThat(request.body().replace(boundary, "BOUNDARY"))
                    .isEqualTo(wanted.get("b").asText().replaceAll("(?<=--)[0-9a-f]{32}", "BOUNDARY"));
            assertThat(ours(request)).isEqualTo(theirs(wanted));
        }
    }

    private static String boundary(String contentType) {
        return contentType == null || !contentType.contains("boundary=")
                ? "no boundary"
                : contentType.split("boundary=")[1];
    }

    /** All headers but those that every HTTP client makes for itself. */
    private static Map<String, String> ours(EchoServer.Seen request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> add(headers, header.getKey(), header.getValue()));
        return headers;
    }

    private static Map<String, String> theirs(JsonNode wanted) {
        Map<String, String> headers = new TreeMap<>();
        wanted.get("h")
                .forEach(header ->
                        add(headers, header.get(0).asText(), header.get(1).asText()));
        return headers;
    }

    private static void add(Map<String, String> headers, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!List.of("host", "user-agent", "connection", "proxy-connection").contains(lower)
                && !lower.startsWith("accept")) {
            headers.put(name, value.replaceAll("boundary=[0-9a-f]{32}", "boundary=BOUNDARY"));
        }
    }

    private static void compare(JsonNode content, ObjectNode expected) {
        expected.properties().forEach(entry -> {
            if (List.of("text", "json").contains(entry.getKey())) {
                assertThat(content.get(entry.getKey()).toString().replaceAll("[0-9a-f]{32}", "BOUNDARY"))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().toString().replaceAll("[0-9a-f]{32}", "BOUNDARY"));
            } else {
                assertThat(content.get(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
            }
        });
    }
}
