package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.casefile.Case;
import io.soarbridge.casefile.CaseException;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** From hostile JSON to a case and to a vendor's body: a value or the mapping's own error, nothing else. */
class MappingFuzzTest {
    private static final List<String> TO_CASE = List.of("elastic", "ocsf", "case");
    private static final Map<String, JsonNode> INPUT = Map.of(
            "input", Fixtures.json("{\"source\":\"siem\",\"id\":\"1\",\"receivedAt\":\"2026-01-01T10:00:00Z\"}"));
    private static final Map<String, JsonNode> SETTINGS = Map.of(
            "settings",
            Fixtures.json(
                    "{\"version\":\"8\",\"incident-type\":\"Unclassified\",\"create-investigation\":\"true\",\"external-key-field\":\"dbotMirrorId\"}"));

    @Property
    void an_event_becomes_a_case_and_an_incident_or_is_refused(@ForAll("events") byte[] event) {
        JsonNode json = read(event);
        if (json == null) {
            return;
        }
        for (String format : TO_CASE) {
            JsonNode made = applied(format + "/event-to-case", json, INPUT);
            if (made != null) {
                if (!format.equals("case")) { // which lets fields through that it does not know
                    assertThat(Fixtures.problemsOfCase(made)).as(format).isEmpty();
                }
                JsonNode incident = applied("cortex-xsoar/case-to-incident", made, SETTINGS);
                assertThat(incident == null || incident.isObject()).isTrue();
            }
        }
    }

    @Property
    void what_a_system_answers_becomes_a_result_or_is_refused(@ForAll("answers") byte[] answer) {
        JsonNode json = read(answer);
        if (json != null) {
            applied("cortex-xsoar/incident-to-result", json, SETTINGS);
            applied("cortex-xsoar/incident-to-case", json, SETTINGS);
            applied("cortex-xsoar/search-to-rows", json, SETTINGS);
            applied("cortex-xsoar/search-to-found", json, SETTINGS);
            applied("cortex-xsoar/recent-search-next", json, SETTINGS);
        }
    }

    @Property
    void a_case_is_read_or_refused(@ForAll("events") byte[] event) {
        JsonNode json = read(event);
        if (json == null) {
            return;
        }
        try {
            assertThat(Case.from(json).toJson()).isNotNull();
        } catch (CaseException e) {
            assertThat(e.code()).isEqualTo("casefile/invalid-case");
        }
    }

    /** Null when the mapping refuses it. */
    private static JsonNode applied(String mapping, JsonNode json, Map<String, JsonNode> variables) {
        try {
            return Fixtures.MAPPINGS.get(mapping).apply(json, variables);
        } catch (MappingException e) {
            assertThat(e.code()).startsWith("mapping/");
            assertThat(e.reason()).doesNotContain("routes/mappings");
            return null;
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    @Provide
    Arbitrary<byte[]> events() {
        return Mutations.ofBytes(fixtures("event-to-case"));
    }

    @Provide
    Arbitrary<byte[]> answers() {
        return Mutations.of(
                "{\"id\":\"1\",\"version\":1,\"name\":\"N\",\"status\":1,\"severity\":3,\"labels\":[{\"type\":\"soarbridge\",\"value\":\"a:b\"}]}",
                "{\"total\":2,\"data\":[{\"id\":\"1\",\"version\":1,\"dbotMirrorId\":\"a:b\",\"labels\":[]}]}",
                "{\"total\":0,\"data\":null}",
                "null");
    }

    private static List<byte[]> fixtures(String mapping) {
        try (Stream<Path> files = Files.walk(Fixtures.ROOT)) {
            List<byte[]> seeds = files.filter(file -> file.endsWith("in.json"))
                    .filter(file -> file.toString().contains("/" + mapping + "/"))
                    .map(MappingFuzzTest::bytes)
                    .toList();
            assertThat(seeds).isNotEmpty();
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
