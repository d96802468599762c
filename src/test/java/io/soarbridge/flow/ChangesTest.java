package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that takes what changes at a system, as {@code routes/examples} have it. */
class ChangesTest {
    private static final String ROUTE = """
            - route:
                id: watch
                from:
                  uri: changes:xsoar-prod
                  parameters:
                    every: 50ms
                    from: beginning
                    limit: 3
                  steps:
                    - setHeader:
                        name: CamelFileName
                        expression:
                          simple:
                            expression: "${variable.remoteId}.json"
                    - to:
                        uri: file:%s
                        parameters:
                          fileExist: Append
            """;

    @TempDir
    Path folder;

    private Path seen;
    private RouteFolder routes;
    private Bed bed;

    @BeforeEach
    void start() throws IOException {
        seen = Files.createDirectory(folder.resolve("seen"));
        routes = RouteFolder.copy(folder.resolve("routes"));
        Files.writeString(routes.path().resolve("watch.camel.yaml"), ROUTE.formatted(seen));
        bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.path().toString());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private long files() {
        String[] names = seen.toFile().list();
        return names == null ? 0 : names.length;
    }

    private void deliver(int from, int to) {
        for (int i = from; i < to; i++) {
            bed.accepted("elastic", Bed.alert("a-" + i, "alert " + i));
        }
        bed.awaitDelivered(to);
    }

    @Test
    void each_changed_case_comes_and_the_watermark_outlives_the_bridge() throws IOException {
        bed.start();
        deliver(0, 7);
        Await.until("seven cases", () -> files() == 7);
        Await.until(
                "a watermark", () -> bed.store().watermark("xsoar-prod/watch").isPresent());
        String before = bed.store().watermark("xsoar-prod/watch").orElseThrow();
        bed.stop();
        long lines = Files.readString(seen.resolve("1.json")).length();

        bed.start();
        deliver(7, 9);
        Await.until("nine cases", () -> files() == 9);

        // it is written after the last case has been through the route
        Await.until(
                "a later watermark",
                () -> !bed.store().watermark("xsoar-prod/watch").orElseThrow().equals(before));
        assertThat(Files.readString(seen.resolve("1.json"))).hasSize((int) lines);
    }

    @Test
    void an_outage_leaves_nothing_out() {
        bed.start();
        deliver(0, 2);
        Await.until("two cases", () -> files() == 2);
        bed.simulator()
                .faults()
                .add(Fault.status(503).on("POST", "/incidents/search$").times(3));
        deliver(2, 4);

        bed.skipRestsUntil("four cases", () -> files() == 4);
    }

    @Test
    void a_route_that_fails_gets_the_case_again() throws IOException {
        bed.start();
        deliver(0, 1);
        Await.until("one case", () -> files() == 1);
        Files.delete(seen.resolve("1.json"));
        Files.delete(seen);
        Files.writeString(seen, "in the way");

        bed.accepted("elastic", Bed.alert("b", "later"));
        bed.awaitDelivered(2);
        Files.delete(seen);

        Await.until("the case that could not be written", () -> files() == 1);
    }

    @Test
    void a_wrong_option_stops_the_start() throws IOException {
        Files.writeString(
                routes.path().resolve("watch.camel.yaml"),
                Files.readString(routes.path().resolve("watch.camel.yaml")).replace("beginning", "yesterday"));

        assertThatThrownBy(bed::start)
                .hasMessageContaining("from=yesterday")
                .hasMessageContaining("now, beginning, or a time");
    }
}
