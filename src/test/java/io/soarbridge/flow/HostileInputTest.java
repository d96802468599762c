package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.RawSender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the front door to the incident: what senders write is data and never more. */
class HostileInputTest {
    @TempDir
    static Path folder;

    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.http.request-timeout", "2s")
                .start();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys:user.home} ${env:HOME} ${header.Authorization}",
                "{{env:PATH}} {{{alert}}} {{secret:api-key}} {{sys:user.home}}",
                "${bean:ledger?method=close} #{exec} ${jndi:ldap://127.0.0.1/x}",
                "$simple{body} ${exchangeProperty.SoarBridgeClaim} ${variable.remoteId}",
                "\"; drop table delivery; -- ' or '1'='1",
                "!Print value=owned ${incident.name}",
                "<script>alert(1)</script> %s %n $1 \\1 {0}",
                "../../etc/passwd %2e%2e%2f file:///etc/passwd"
            })
    void text_arrives_as_it_was_written(String text) {
        String key = "text-" + Integer.toHexString(text.hashCode());
        String alert = Bed.alert(
                key, Json.text(Json.mapper().getNodeFactory().textNode(text)).replaceAll("^\"|\"$", ""));

        String id = bed.accepted("elastic", alert);

        JsonNode incident = incident(bed.awaitState(id, State.DELIVERED).remoteId());
        assertThat(incident.path("name").asText()).isEqualTo(text);
        assertThat(Bed.json(incident.path("rawJSON").asText())).isEqualTo(Bed.json(alert));
    }

    private static JsonNode incident(String id) {
        return bed.simulator().incidents().stream()
                .filter(incident -> incident.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void headers_of_the_sender_change_nothing_and_do_not_come_back() throws IOException {
        int before = bed.simulator().requests().size();
        String answer = new RawSender(bed)
                .send(
                        Bed.alert("headers", "Headers"),
                        "Host: evil.example",
                        "CamelHttpUri: http://127.0.0.1:1/elsewhere",
                        "CamelHttpPath: /incident/close",
                        "CamelHttpQuery: admin=true",
                        "CamelHttpMethod: DELETE",
                        "CamelFileName: ../../owned",
                        "camelhttpresponsecode: 500",
                        "kafka.OVERRIDE_TOPIC: owned",
                        "SoarBridgeEventId: 1",
                        "x-xdr-auth-id: 999",
                        "X-Echo: planted-echo",
                        "traceparent: 00-zz-zz-01");

        assertThat(answer).startsWith("HTTP/1.1 202").doesNotContain("planted-echo", "evil.example", "Camel", "kafka");
        String id = Bed.json(answer.substring(answer.indexOf("\r\n\r\n")))
                .at("/accepted/0/id")
                .asText();
        bed.awaitState(id, State.DELIVERED);
        List<RecordedRequest> made = bed.simulator()
                .requests()
                .subList(before, bed.simulator().requests().size());
        assertThat(made).hasSize(1);
        assertThat(made.get(0).path()).isEqualTo("/xsoar/public/v1/incident");
        assertThat(made.get(0).header("Authorization")).isEqualTo(Bed.API_KEY);
        assertThat(made.get(0).header("x-xdr-auth-id")).isEqualTo("7");
        assertThat(made.get(0).headers().keySet())
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsOnly(
                        "accept",
                        "accept-encoding",
                        "authorization",
                        "connection",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent",
                        "x-xdr-auth-id");
    }

    @Test
    void line_breaks_in_an_id_inject_no_header_and_no_query() {
        bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));
        String hostile = "a\\r\\nX-Injected: 1\\r\\n\\r\\n\\\" or name:\\\"*";

        String id = bed.accepted("elastic", Bed.alert(hostile, "Injected"));

        assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("found");
        assertThat(bed.simulator().requests()).allMatch(request -> request.header("X-Injected") == null);
        assertThat(incident(bed.row(id).remoteId()).path("name").asText()).isEqualTo("Injected");
    }

    @Test
    void line_breaks_in_a_header_are_refused_or_harmless() throws IOException {
        String answer = new RawSender(bed)
                .send(Bed.alert("folded", "Folded"), "Host: a\r\nContent-Length: 0\r\nX-Smuggled: 1", "X-A: b\r\n\tc");

        assertThat(answer).startsWith("HTTP/1.1 400");
        stillWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
    void nesting_of_a_hundred_thousand_levels_is_refused(String open) {
        HttpResponse<String> answer = bed.post("elastic", open.repeat(100_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:soarbridge:problem:").hasSizeLessThan(1000);
        stillWorks();
    }

    @Test
    void numbers_beyond_any_type_are_kept_as_they_are() {
        String numbers =
                "{\"big\":1e400,\"exact\":9007199254740993,\"long\":0.1000000000000000000000000000001,\"small\":-1e-400";

        String id = bed.accepted(
                "elastic", Bed.alert("numbers", "Numbers").replaceFirst("\\{", numbers.replace("$", "") + ","));

        String raw = incident(bed.awaitState(id, State.DELIVERED).remoteId())
                .path("rawJSON")
                .asText();
        JsonNode back = Bed.json(raw);
        assertThat(back.path("exact").asText()).isEqualTo("9007199254740993");
        assertThat(back.path("big").decimalValue()).isEqualByComparingTo("1e400");
        assertThat(back.path("long").decimalValue()).isEqualByComparingTo("0.1000000000000000000000000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E2147483647"})
    void numbers_that_would_fill_the_memory_when_written_out_do_not(String number) {
        String alert = Bed.alert("exponent" + number, "Exponent")
                .replaceFirst("\\{", "{\"kibana.alert.risk_score\":" + number + ",\"n\":" + number + ",");

        HttpResponse<String> answer = bed.post("elastic", alert);

        assertThat(answer.statusCode()).isIn(202, 400, 422);
        stillWorks();
        io.soarbridge.testkit.Await.until(
                "nothing open", () -> bed.counts().pending() + bed.counts().inFlight() == 0);
        assertThat(answer.body()).hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":NaN}",
                "{\"n\":01}",
                "{'a':1}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1,}",
                "nonsense",
                "\"text\"",
                "17",
                "null",
                ""
            })
    void what_is_no_json_object_is_refused_with_a_reason(String body) {
        HttpResponse<String> answer = bed.post("elastic", body);

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(Bed.json(answer.body()).path("detail").asText()).isNotEmpty();
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() throws IOException {
        byte[] body = Bed.alert("latin", "Stra\u00dfe").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new RawSender(bed).send(body, "Host: localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("no UTF-8");
    }

    @Test
    void half_a_surrogate_pair_does_no_harm() {
        String alert = Bed.alert("surrogate", "Half \\ud800 pair");

        String id = bed.accepted("elastic", alert);

        assertThat(bed.awaitState(id, State.DELIVERED).remoteId()).isNotNull();
        stillWorks();
    }

    @Test
    void nul_and_control_characters_do_no_harm() {
        String id = bed.accepted("elastic", Bed.alert("nul", "Zero \\u0000 bell \\u0007 \\u202e turned"));

        assertThat(bed.awaitState(id, State.DELIVERED).remoteId()).isNotNull();
    }

    @Test
    void names_and_ids_of_a_hundred_thousand_characters_do_no_harm() {
        String longName = "{\"" + "k".repeat(100_000) + "\":1}";
        assertThat(bed.post("elastic", longName).statusCode()).isEqualTo(400);

        String id = bed.accepted("elastic", Bed.alert("i".repeat(100_000), "t".repeat(100_000)));

        assertThat(incident(bed.awaitState(id, State.DELIVERED).remoteId())
                        .path("name")
                        .asText())
                .hasSize(512);
        assertThat(bed.row(id).orderKey()).hasSizeLessThan(100);
    }

    @Test
    void a_slow_sender_is_cut_off_while_others_are_served() throws IOException {
        try (RawSender.Open slow = new RawSender(bed).begin(Bed.alert("slow", "Slow"), 20)) {
            stillWorks();

            assertThat(slow.answer()).startsWith("HTTP/1.1 408").contains("did not arrive within 2 s");
        }
        assertThat(bed.keys()).doesNotContain("elastic:slow");
    }

    @Test
    void a_bad_event_in_a_list_does_not_take_the_good_ones_with_it() {
        HttpResponse<String> answer = bed.post(
                "elastic", "[%s,17,{\"no\":\"alert\"},%s]".formatted(Bed.alert("l-1", "One"), Bed.alert("l-2", "Two")));

        JsonNode json = Bed.json(answer.body());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json.path("accepted"))
                .extracting(item -> item.path("index").asInt())
                .containsExactly(0, 3);
        assertThat(json.path("rejected"))
                .extracting(item -> item.path("index").asInt())
                .containsExactly(1, 2);
    }

    private static void stillWorks() {
        String key = "works-" + bed.simulator().incidents().size();
        String id = bed.accepted("elastic", Bed.alert(key, "Works"));
        bed.awaitState(id, State.DELIVERED);
    }
}
