package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SettableTime;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarSimulator;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Grid;
import io.soarbridge.testkit.WireClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading what changed, and searching, where many things happened at one time: nothing is skipped, nothing is told twice. */
class XsoarChangesTest {
    private static final String CHANGES = "cortex-xsoar-case-changes-action";

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;
    private WireClient colleague;
    private Bed bed;
    private Grid grid;
    private String watermark;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(
                CortexXsoarOptions.version8().apiKey(Bed.API_KEY).apiKeyId("7"), time);
        colleague = new WireClient(
                simulator.url() + "/xsoar/public/v1", "Authorization", Bed.API_KEY, "x-xdr-auth-id", "7");
        bed = Bed.with(folder, CortexXsoarOptions.version8()).connection("url", simulator.url());
        grid = new Grid(bed);
    }

    @AfterEach
    void stop() {
        grid.close();
        bed.close();
        simulator.close();
    }

    private void create(int count) {
        IntStream.range(0, count).forEach(i -> colleague.create("{\"name\":\"n" + i + "\"}"));
    }

    private void change(String id) {
        JsonNode incident = colleague.get("/incident/load/" + id).json();
        colleague.post(
                "/incident", ((ObjectNode) incident).put("details", "changed").toString());
    }

    /** The ids of all that is new, in pages of so many. */
    private List<String> told(int limit) {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        do {
            ObjectNode asked =
                    Json.mapper().createObjectNode().put("since", watermark).put("limit", limit);
            page = grid.call(CHANGES, asked, Map.of());
            page.path("cases").forEach(one -> ids.add(one.at("/source/id").asText()));
            watermark = page.path("watermark").asText();
        } while (page.path("more").asBoolean());
        return ids;
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void changes_at_one_time_are_each_told_once() {
        create(25);

        assertThat(told(10)).containsExactlyInAnyOrderElementsOf(ids(1, 25));
        assertThat(told(10)).isEmpty();
        change("3");
        create(1);
        assertThat(told(10)).containsExactlyInAnyOrder("3", "26");
        assertThat(told(10)).isEmpty();
    }

    @Test
    void more_changes_at_one_time_than_a_page_can_hold_are_each_told_once() {
        create(2100);

        assertThat(told(1000)).hasSize(2100).doesNotHaveDuplicates();
        create(3);
        assertThat(told(1000)).containsExactlyInAnyOrder("2101", "2102", "2103");
    }

    @Test
    void what_is_searchable_late_is_still_told() {
        create(1);
        time.advance(Duration.ofSeconds(30));
        create(1);
        told(10);
        time.advance(Duration.ofSeconds(-20));
        create(1);

        assertThat(told(10)).containsExactly("3");
    }

    @Test
    void the_watermark_does_not_grow_for_ever() {
        for (int i = 0; i < 8; i++) {
            create(100);
            time.advance(Duration.ofSeconds(1));
            told(100);
        }

        assertThat(watermark.length()).isLessThan(250 * 40);
        assertThat(told(100)).isEmpty();
    }

    @Test
    void a_condition_of_the_connection_holds_for_changes() {
        colleague.create("{\"name\":\"job\",\"category\":\"job\"}");
        create(1);

        assertThat(told(10)).containsExactly("2");
    }

    @Test
    void a_search_by_cursor_gives_each_incident_once_though_all_were_made_at_one_time() {
        create(1100);

        JsonNode found = grid.call("cortex-xsoar-case-search-action", Bed.json("{\"query\":\"name:n*\"}"), Map.of());

        List<String> ids = new ArrayList<>();
        found.forEach(one -> ids.add(one.at("/source/id").asText()));
        assertThat(ids).containsExactlyElementsOf(ids(1, 1100));
    }

    @Test
    void a_case_is_found_among_more_recent_ones_than_pages_can_reach() {
        grid.close();
        bed.close();
        simulator.close();
        simulator = CortexXsoarSimulator.start(
                CortexXsoarOptions.version8()
                        .apiKey(Bed.API_KEY)
                        .apiKeyId("7")
                        .mirrorIdIndexed(false)
                        .set("page-window", "600"),
                time);
        colleague = new WireClient(
                simulator.url() + "/xsoar/public/v1", "Authorization", Bed.API_KEY, "x-xdr-auth-id", "7");
        bed = Bed.with(folder, CortexXsoarOptions.version8()).connection("url", simulator.url());
        grid = new Grid(bed);
        for (int i = 0; i < 1200; i++) {
            create(1);
            time.advance(Duration.ofSeconds(1));
        }
        colleague.create("{\"name\":\"ours\",\"labels\":[{\"type\":\"soarbridge\",\"value\":\"elastic:last\"}]}");

        JsonNode found = grid.call(
                "cortex-xsoar-case-find-action",
                Bed.json("null"),
                Map.of("externalKey", "elastic:last", "since", "2026-01-01T00:00:00Z"));

        assertThat(found.path("remoteId").asText()).isEqualTo("1201");
    }
}
