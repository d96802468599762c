package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.restcall.Attachment;
import io.soarbridge.restcall.Attachment.Place;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.testkit.Grid;
import io.soarbridge.testkit.MovedClock;
import io.soarbridge.testkit.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of incidents as the REST call function gets them, from a simulated QRadar SOAR. */
class IncidentFilesTest {
    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final String ORG = "/rest/orgs/201";
    private static final int LARGEST = 25 * 1024 * 1024;

    @TempDir
    Path folder;

    private RunningSimulator simulator;
    private WireClient client;
    private Grid grid;
    private IncidentFiles files;
    private String incident;

    @BeforeEach
    void start() {
        simulator = Simulators.start(SimulatorPlan.onFreePorts("qradar-soar"));
        Map<String, String> keys = simulator.credentials();
        String pair = keys.get("api-key-id") + ":" + keys.get("api-key");
        client = new WireClient(
                simulator.url().toString(),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        grid = grid("qradar-soar", "api-key-id = " + keys.get("api-key-id"), "api-key = " + keys.get("api-key"));
        files = files(grid);
        incident = id(client.post(ORG + "/incidents", "{\"name\":\"Beacon\",\"discovered_date\":0}"));
    }

    @AfterEach
    void stop() {
        grid.close();
        simulator.close();
    }

    private Grid grid(String type, String... own) {
        StringBuilder text = new StringBuilder("soarbridge.routes = %s%nsoarbridge.data = data%n".formatted(ROUTES));
        Stream.concat(Stream.of("type = " + type, "url = " + simulator.url(), "allow-http = true"), Stream.of(own))
                .forEach(line ->
                        text.append("soarbridge.connection.soar.").append(line).append('\n'));
        try {
            Path file = Files.writeString(folder.resolve(type + ".properties"), text);
            return new Grid(SettingsLoader.load(file, Map.of()), "soar", new MovedClock(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IncidentFiles files(Grid grid) {
        return new IncidentFiles("soar", grid::operations, ROUTES);
    }

    private static String id(WireClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode made = answer.json().isArray() ? answer.json().get(0) : answer.json();
        return made.path("id").asText();
    }

    private String attached(String content) {
        return id(client.upload(ORG + "/incidents/" + incident + "/attachments", Map.of(), "a.txt", content));
    }

    private static String text(Attachment file) throws IOException {
        try (InputStream contents = file.contents().open()) {
            return new String(contents.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The files that lie on disk at the moment. */
    private List<Path> spooled() throws IOException {
        try (Stream<Path> all = Files.walk(
                grid.context().getStreamCachingStrategy().getSpoolDirectory().toPath())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void an_attachment_of_the_incident_comes_with_its_name_and_type_and_is_read_for_each_try() throws IOException {
        Place place = new Place(incident, null, attached("Grüße\n"), null);

        try (Attachment file = files.find(place)) {
            assertThat(file.name()).isEqualTo("a.txt");
            assertThat(file.mediaType()).isEqualTo("text/plain");
            assertThat(file.size()).isEqualTo(8);
            assertThat(text(file)).isEqualTo("Grüße\n");
            assertThat(text(file)).isEqualTo("Grüße\n");
        }
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        try (Attachment file = files.find(new Place(incident, null, attached(""), null))) {
            assertThat(file.size()).isZero();
            assertThat(text(file)).isEmpty();
        }
    }

    @Test
    void an_attachment_of_a_task_is_looked_for_there() throws IOException {
        String own = attached("of the incident");
        String task = id(client.post(ORG + "/incidents/" + incident + "/tasks", "{\"name\":\"look\"}"));
        String attachment =
                id(client.upload(ORG + "/tasks/" + task + "/attachments", Map.of(), "t.txt", "of the task"));

        try (Attachment file = files.find(new Place(incident, task, attachment, null))) {
            assertThat(file.name()).isEqualTo("t.txt");
            assertThat(text(file)).isEqualTo("of the task");
        }
        assertThatThrownBy(() -> files.find(new Place(incident, task, own, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unable to find");
    }

    @Test
    void an_artifact_gives_its_file_and_an_attachment_goes_before_it() throws IOException {
        String artifact = id(client.upload(
                ORG + "/incidents/" + incident + "/artifacts/files",
                Map.of("artifact", "{\"type\":\"Log File\",\"value\":\"\"}"),
                "a.log",
                "line"));

        try (Attachment file = files.find(new Place(incident, null, null, artifact))) {
            assertThat(file.name()).isEqualTo("a.log");
            assertThat(text(file)).isEqualTo("line");
        }
        try (Attachment file = files.find(new Place(incident, null, attached("before"), artifact))) {
            assertThat(text(file)).isEqualTo("before");
        }
    }

    @Test
    void an_artifact_without_a_file_is_said_to_be_one() {
        String artifact = id(client.post(
                ORG + "/incidents/" + incident + "/artifacts", "{\"type\":\"IP Address\",\"value\":\"198.51.100.7\"}"));

        assertThatThrownBy(() -> files.find(new Place(incident, null, null, artifact)))
                .isInstanceOf(IOException.class)
                .hasMessage("the artifact %s has no attachment, so there is no file to send".formatted(artifact));
    }

    @Test
    void what_is_not_there_comes_with_the_systems_own_reason() {
        assertThatThrownBy(() -> files.find(new Place(incident, null, "4711", null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GET /orgs/201/incidents/%s/attachments/4711 on soar".formatted(incident))
                .hasMessageContaining("Unable to find")
                .message()
                .doesNotContain(simulator.credentials().get("api-key"));
    }

    @Test
    void a_hostile_name_keeps_to_one_line_and_one_segment() throws IOException {
        String attachment = attached("x");
        simulator
                .faults()
                .add(Fault.status(200)
                        .on("GET", "/attachments/" + attachment + "$")
                        .body(
                                "{\"id\":1,\"name\":\"../../etc/\\\"p\\\";\\r\\nX-A: 1\\u202egpj.exe\","
                                        + "\"content_type\":\"text/html\\r\\nX-A: 1\"}",
                                "application/json"));

        try (Attachment file = files.find(new Place(incident, null, attachment, null))) {
            assertThat(file.name()).isEqualTo("\"p\";__X-A: 1_gpj.exe");
            assertThat(file.mediaType()).isEqualTo("application/octet-stream");
            assertThat(text(file)).isEqualTo("x");
        }
    }

    @Test
    void a_long_file_lies_on_disk_until_it_is_released() throws IOException {
        String attachment = attached("0123456789abcdef".repeat(LARGEST / 16));

        Attachment file = files.find(new Place(incident, null, attachment, null));

        assertThat(file.size()).isEqualTo(LARGEST);
        assertThat(spooled()).singleElement().satisfies(one -> assertThat(one).hasSize(LARGEST));
        for (int i = 0; i < 2; i++) {
            try (InputStream contents = file.contents().open()) {
                assertThat(contents)
                        .isInstanceOfSatisfying(
                                StreamCache.class,
                                cache -> assertThat(cache.inMemory()).isFalse());
                assertThat(contents.readNBytes(16)).asString().isEqualTo("0123456789abcdef");
                contents.skipNBytes(LARGEST - 16L);
                assertThat(contents.read()).isNegative();
            }
        }
        file.close();
        assertThat(spooled()).isEmpty();
        assertThatThrownBy(file.contents()::open).hasMessageContaining("released");
        file.close();
        assertThat(grid.context().getInflightRepository().size()).isZero();
    }

    @Test
    void a_file_that_fails_half_way_leaves_nothing_on_disk() throws IOException {
        String attachment = attached("0123456789abcdef".repeat(LARGEST / 16));
        simulator.faults().add(Fault.of(Fault.Kind.CUT_BODY).on("GET", "/contents$"));

        assertThatThrownBy(() -> files.find(new Place(incident, null, attachment, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/contents on soar");
        assertThat(spooled()).isEmpty();
        assertThat(grid.context().getInflightRepository().size()).isZero();
    }

    @Test
    void a_system_that_is_down_is_said_to_be() {
        simulator.faults().add(Fault.of(Fault.Kind.REFUSE));

        assertThatThrownBy(() -> files.find(new Place(incident, null, "1", null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("on soar: the connection was refused");
    }

    @Test
    void a_connection_of_another_type_is_named_with_what_it_lacks() {
        try (Grid other = grid("splunk-soar", "token = planted-token")) {
            assertThatThrownBy(() -> files(other).find(new Place("1", null, "1", null)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("connection soar is of type splunk-soar, which has no operation file-get")
                    .message()
                    .doesNotContain("planted-token");
        }
    }

    @Test
    void a_bridge_that_is_still_starting_says_so() {
        IncidentFiles early = new IncidentFiles("soar", () -> null, ROUTES);

        assertThatThrownBy(() -> early.find(new Place("1", null, "1", null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("connection soar is not started yet");
    }
}
