package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spans that a collector gets, which speaks OTLP over real HTTP. */
final class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @TempDir
    private Path folder;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void a_senders_trace_is_continued_to_the_call_that_reaches_the_system() {
        try (Bed bed = bed().start()) {
            String event = accepted(bed, "00-%s-%s-01".formatted(TRACE, PARENT));
            bed.awaitState(event, State.DELIVERED);
            bed.stop();

            Span receive = span("receive elastic");
            Span store = span("store");
            Span deliver = span("deliver case-create");
            Span call = span("POST xsoar-prod");
            assertThat(spans)
                    .allSatisfy(span ->
                            assertThat(hex(span.getTraceId().toByteArray())).isEqualTo(TRACE));
            assertThat(hex(receive.getParentSpanId().toByteArray())).isEqualTo(PARENT);
            assertThat(store.getParentSpanId()).isEqualTo(receive.getSpanId());
            assertThat(deliver.getParentSpanId()).isEqualTo(receive.getSpanId());
            assertThat(call.getParentSpanId()).isEqualTo(deliver.getSpanId());
            assertThat(attribute(deliver, "soarbridge.event")).isEqualTo(event);
            assertThat(attribute(call, "http.response.status_code")).isEqualTo("201");
            assertThat(bed.requests("POST", "/incident").get(0).header("traceparent"))
                    .isEqualTo(
                            "00-%s-%s-01".formatted(TRACE, hex(call.getSpanId().toByteArray())));
            assertThat(authorizations).containsOnly("Bearer planted-collector-token");
            bed.start();
        }
    }

    @Test
    void a_failed_attempt_says_so_by_its_code_and_shows_nothing_of_the_alert() {
        try (Bed bed = bed().start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(400).on("POST", "/incident$").times(1));
            bed.awaitState(accepted(bed, "00-%s-%s-01".formatted(TRACE, PARENT)), State.DEAD);
            bed.stop();

            assertThat(span("deliver case-create").getStatus().getCode())
                    .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(span("deliver case-create").getStatus().getMessage()).isEqualTo("rest/refused");
            assertThat(spans.toString()).doesNotContain("canary-title", Bed.TOKEN, Bed.API_KEY, "198.51.100.7");
            bed.start();
        }
    }

    @Test
    void a_sender_that_asks_for_no_recording_gets_none_and_keeps_its_trace_id() {
        try (Bed bed = bed().start()) {
            String event = accepted(bed, "00-%s-%s-00".formatted(TRACE, PARENT));
            bed.awaitState(event, State.DELIVERED);
            assertThat(bed.row(event).traceId()).isEqualTo(TRACE);
            bed.stop();

            assertThat(spans).isEmpty();
            bed.start();
        }
    }

    @Test
    void a_collector_that_is_down_costs_no_event() {
        collector.stop(0);
        try (Bed bed = bed().start()) {
            for (int i = 0; i < 20; i++) {
                bed.accepted("elastic", Bed.alert("a-" + i, "one"));
            }

            bed.awaitDelivered(20);
        }
    }

    private Bed bed() {
        return Bed.with(folder, CortexXsoarOptions.version8())
                .environment(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:%d".formatted(collector.getAddress().getPort()))
                .environment("COLLECTOR", "Bearer planted-collector-token")
                .set("soarbridge.otel.authorization", "{{env:COLLECTOR}}");
    }

    private static String accepted(Bed bed, String traceparent) {
        String answer = bed.post(
                        "elastic",
                        Bed.alert("a", "canary-title"),
                        Map.of("Content-Type", "application/json", "traceparent", traceparent))
                .body();
        return Bed.json(answer).path("accepted").path(0).path("id").asText();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            ExportTraceServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody()))
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** After the bridge stopped, which sends what is left. */
    private Span span(String name) {
        Await.until(
                "span " + name,
                () -> spans.stream().anyMatch(span -> span.getName().equals(name)));
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse(null);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
