package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What loading the route files does not find by itself; that they load and run is shown by starting a bridge. */
class RouteFilesTest {
    private static final Pattern CONNECTION = Pattern.compile("(?m)^ *(?:uri: changes:|connection: )([a-z0-9-]+)$");

    @TempDir
    Path folder;

    static List<Path> files() {
        List<Path> all = new ArrayList<>(Yaml.files("routes", ".camel.yaml"));
        all.addAll(examples());
        return all;
    }

    static List<Path> examples() {
        return Yaml.files("routes/examples", ".camel.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void is_short_and_strict_yaml_with_canonical_endpoints(Path file) throws IOException {
        JsonNode routes = Yaml.read(file);

        assertThat(routes.isArray()).isTrue();
        assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(130);
        assertThat(Yaml.texts(routes, "uri"))
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(uri).doesNotContain("?"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void names_and_describes_its_routes(Path file) {
        String flow = file.getFileName().toString().replace(".camel.yaml", "");

        for (JsonNode route : Yaml.read(file)) {
            JsonNode made = route.has("routeTemplate") ? route.path("routeTemplate") : route.path("route");
            if (made.isMissingNode()) {
                continue;
            }
            assertThat(made.path("id").asText()).startsWith(flow);
            assertThat(made.findValue("description").asText()).endsWith(".");
        }
    }

    @Test
    void every_direct_endpoint_has_a_consumer_and_ids_are_unique() {
        Set<String> consumed = new HashSet<>();
        Set<String> called = new HashSet<>();
        List<String> ids = new ArrayList<>();
        for (Path file : files()) {
            JsonNode routes = Yaml.read(file);
            routes.findValues("from")
                    .forEach(from -> consumed.add(from.path("uri").asText()));
            called.addAll(Yaml.texts(routes, "uri"));
            routes.forEach(entry -> entry.properties()
                    .forEach(made -> ids.add(
                            made.getKey() + " " + made.getValue().path("id").asText("without an id"))));
        }
        called.removeIf(uri -> !uri.startsWith("direct:"));

        assertThat(consumed).containsAll(called);
        assertThat(ids).doesNotHaveDuplicates().noneMatch(id -> id.endsWith("without an id"));
    }

    @Test
    void each_system_has_an_example() {
        assertThat(examples())
                .extracting(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                .containsExactlyInAnyOrderElementsOf(Simulators.types());
    }

    /** As a user would: copied to the routes, over connections of the names that they have. */
    @Test
    void the_examples_load_and_start() throws IOException {
        RouteFolder routes = RouteFolder.copy(folder.resolve("routes"));
        for (Path example : examples()) {
            String text = Files.readString(example).replace("uri: file:", "uri: file:" + folder + "/");
            Files.writeString(routes.path().resolve(example.getFileName().toString()), text);
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Path example : examples()) {
            String type = example.getFileName().toString().replace(".camel.yaml", "");
            Matcher named = CONNECTION.matcher(Files.readString(example));
            while (named.find()) {
                names.put(named.group(1), type);
            }
        }
        names.remove(Bed.CONNECTION);
        List<RunningSimulator> simulators = new ArrayList<>();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.path().toString())) {
            names.forEach((name, type) -> {
                RunningSimulator simulator = Simulators.start(SimulatorPlan.onFreePorts(type));
                simulators.add(simulator);
                String prefix = "soarbridge.connection." + name + ".";
                bed.set(prefix + "type", type)
                        .set(prefix + "url", simulator.url().toString())
                        .set(prefix + "allow-http", "true");
                simulator.credentials().forEach((key, value) -> bed.set(prefix + key, value));
            });
            bed.start();

            bed.accepted("elastic", Bed.alert("loaded", "Loaded"));

            bed.awaitDelivered(1);
        } finally {
            simulators.forEach(RunningSimulator::close);
        }
    }

    @Test
    void all_of_them_load_together() {
        try (Bed bed = Bed.started(folder)) {
            String id = bed.accepted("elastic", Bed.alert("loaded", "Loaded"));

            bed.awaitDelivered(1);

            assertThat(bed.row(id).remoteId()).isEqualTo("1");
        }
    }
}
