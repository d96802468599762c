package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.testkit.Mutations;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends is answered or refused; nothing is a defect of the simulator. */
class SplunkFuzzTest {
    private static final String CONTAINER =
            "{\"name\":\"n\",\"label\":\"events\",\"severity\":\"high\",\"status\":\"open\",\"tags\":[\"a\"],\"owner_id\":3,"
                    + "\"custom_fields\":{\"x\":1},\"start_time\":\"2026-01-05T10:00:00Z\",\"artifacts\":[{\"cef\":{\"a\":\"b\"}}]}";

    private final SplunkSoar system = new SplunkSoar(
            Switches.of("splunk-soar", new SplunkSoarKind().switches(), Map.of()),
            new SimulatorClock(InstantSource.system(), Duration.ZERO));

    SplunkFuzzTest() {
        send("POST", "/rest/container", MultiMap.caseInsensitiveMultiMap(), CONTAINER);
    }

    private Reply send(String method, String path, MultiMap query, String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("ph-auth-token", "simulator-token");
        return system.answer(new Call(
                method,
                path,
                query,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                MultiMap.caseInsensitiveMultiMap(),
                List.of()));
    }

    @Property
    void a_filter_is_read_or_refused(
            @ForAll("types") String type, @ForAll("names") String name, @ForAll("values") String value) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap().add(name, value).add("pretty", "");

        assertThat(send("GET", "/rest/" + type, query, "").status()).isIn(200, 400);
    }

    @Property
    void a_body_is_taken_or_refused(@ForAll("paths") String path, @ForAll("bodies") String body) {
        assertThat(send("POST", "/rest/" + path, MultiMap.caseInsensitiveMultiMap(), body)
                        .status())
                .isIn(200, 400, 404, 500)
                .satisfies(
                        status -> assertThat(status != 500 || path.startsWith("decided_list") || body.contains("u0000"))
                                .isTrue());
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("container", "artifact", "playbook", "ph_user", "container_attachment");
    }

    @Provide
    Arbitrary<String> names() {
        return Mutations.text(
                "_filter_custom_fields__x__gte",
                "_exclude_owner__username__icontains",
                "_filter_container__owner__username",
                "_filter_create_time__range",
                "_filter_id__in",
                "sort",
                "page_size");
    }

    @Provide
    Arbitrary<String> values() {
        return Mutations.text("\"a\\\"b\\u00e9\"", "[1, None, 'x', (True,)]", "2026-01-01T00:00:00Z", "-12.5", "True");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                "container",
                "container/1",
                "artifact",
                "artifact/1",
                "note",
                "container_comment",
                "container_attachment",
                "evidence",
                "playbook_run",
                "action_run",
                "decided_list",
                "workbook_phase",
                "asset",
                "ph_user",
                "enterprise_security/findings/bulk_create",
                "system_settings/events");
    }

    @Provide
    Arbitrary<String> bodies() {
        return Mutations.text(
                CONTAINER,
                "[" + CONTAINER + ",7]",
                "{\"container_id\":1,\"cef\":{\"a\":[1]},\"comment\":\"c\",\"title\":\"t\",\"content\":\"c\",\"note_type\":\"general\"}",
                "{\"container_id\":\"1\",\"playbook_id\":1,\"run\":true,\"scope\":[1],\"inputs\":\"{}\",\"file_content\":\"Zm9v\"}",
                "{\"container_id\":1,\"name\":\"n\",\"content\":[[1,null],\"x\"],\"action\":\"a\",\"targets\":[{\"app_id\":23,\"assets\":[\"x\"]}]}");
    }
}
