package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SoarbridgeTest {
    @TempDir
    private Path folder;

    private Called called;

    @BeforeEach
    void fresh() {
        called = new Called(folder);
    }

    @Test
    void asks_for_a_command_when_there_is_none() {
        assertThat(called.plainly()).isEqualTo(2);
        assertThat(called.err.toString()).contains("soarbridge --help");
    }

    @Test
    void suggests_the_nearest_command() {
        assertThat(called.plainly("outbx")).isEqualTo(2);
        assertThat(called.err.toString()).contains("outbox").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void names_an_unknown_option() {
        assertThat(called.with("outbox", "list", "--stat", "dead")).isEqualTo(2);
        assertThat(called.err.toString()).contains("--stat").contains("soarbridge outbox list --help");
    }

    @Test
    void takes_the_settings_file_before_and_after_the_command() {
        String file = called.set("soarbridge.http.port", "9012").written().toString();

        assertThat(called.plainly("--config", file, "config", "--changed")).isZero();
        assertThat(called.out.toString()).contains("soarbridge.http.port = 9012");

        assertThat(called.plainly("config", "--changed", "--config", file)).isZero();
        assertThat(called.out.toString()).contains("soarbridge.http.port = 9012");
    }

    @Test
    void settings_that_are_wrong_end_with_2_and_one_message() {
        called.set("soarbridge.http.prot", "1").set("soarbridge.outbox.lease", "soon");

        assertThat(called.with("config")).isEqualTo(2);

        assertThat(called.err.toString())
                .contains("2 problems. Nothing was started.")
                .contains("soarbridge.http.prot: no such key.")
                .contains("soarbridge.http.port")
                .contains("soarbridge.outbox.lease")
                .doesNotContain("\tat ");
        assertThat(called.out.toString()).isEmpty();
    }

    @Test
    void shows_where_an_error_came_from_only_when_asked() {
        called.set("soarbridge.http.prot", "1");

        called.with("config", "--verbose");

        assertThat(called.err.toString()).startsWith("Reading settings").contains("\tat ");
    }

    @Test
    void tells_failures_apart_by_exit_code() {
        assertThat(ExitCode.of(new UsageException("x"))).isEqualTo(2);
        assertThat(ExitCode.of(new BridgeException("config/invalid", "x"))).isEqualTo(2);
        assertThat(ExitCode.of(new BridgeException("outbox/corrupt", "x"))).isEqualTo(3);
        assertThat(ExitCode.of(new IllegalStateException(new ConnectException("x"))))
                .isEqualTo(3);
        assertThat(ExitCode.of(new BridgeException("mapping/failed", "x"))).isEqualTo(1);
    }

    @Test
    void every_command_helps_with_examples_and_exit_codes() {
        for (CommandLine command : commands(Called.line())) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(help)
                    .as(command.getCommandSpec().qualifiedName())
                    .contains("Examples:")
                    .contains("Exit codes:")
                    .contains("--help")
                    .contains("--config");
        }
    }

    @Test
    void every_command_that_prints_data_can_print_json() {
        List<String> without = List.of(
                "soarbridge", "soarbridge outbox", "soarbridge run", "soarbridge map", "soarbridge outbox export");
        for (CommandLine command : commands(Called.line())) {
            if (!without.contains(command.getCommandSpec().qualifiedName())) {
                assertThat(command.getCommandSpec().optionsMap())
                        .as(command.getCommandSpec().qualifiedName())
                        .containsKey("--json");
            }
        }
    }

    @Test
    void shows_settings_with_their_origin() throws Exception {
        called.set("soarbridge.http.port", "9000");

        assertThat(called.with("config", "soarbridge.http.")).isZero();
        assertThat(called.out.toString())
                .containsPattern("soarbridge.http.port = 9000 +# .*application.properties:2")
                .containsPattern("soarbridge.http.host = 127.0.0.1 +# default");

        assertThat(called.with("config", "--changed", "soarbridge.http.", "--json"))
                .isZero();
        JsonNode shown = Json.read(called.out.toString());
        assertThat(shown).hasSize(1);
        assertThat(shown.at("/0/key").asText()).isEqualTo("soarbridge.http.port");
        assertThat(shown.at("/0/origin").asText()).endsWith("application.properties:2");
    }

    @Test
    void check_tells_a_refusal_from_silence() throws Exception {
        SimulatorPlan plan = SimulatorPlan.onFreePorts("cortex-xsoar").with("api-key", "right");
        try (RunningSimulator target = Simulators.start(plan)) {
            String url = target.url().toString();
            called.connection("good", url, "right");
            assertThat(called.with("check")).isZero();
            assertThat(called.out.toString()).startsWith("ok   good (cortex-xsoar): ");

            called.connection("silent", "http://127.0.0.1:" + closedPort(), "right");
            assertThat(called.with("check")).isEqualTo(3);
            assertThat(called.out.toString()).contains("FAIL silent (cortex-xsoar): ");
            assertThat(called.with("check", "good")).isZero();

            called.connection("refusing", url, "wrong");
            assertThat(called.with("check", "--json")).isEqualTo(1);
            JsonNode verdicts = Json.read(called.out.toString());
            assertThat(verdicts.findValuesAsText("connection")).containsExactly("good", "silent", "refusing");
            assertThat(verdicts.findValuesAsText("reachable")).containsExactly("true", "false", "true");
            assertThat(called.out.toString() + called.err).doesNotContain("wrong\"");
        }
    }

    @Test
    void check_tells_of_the_message_bus() throws Exception {
        try (RunningSimulator target =
                Simulators.start(SimulatorPlan.onFreePorts("cortex-xsoar").with("api-key", "right"))) {
            called.connection("good", target.url().toString(), "right");
            called.set("soarbridge.rest-call.stomp.host", "127.0.0.1")
                    .set("soarbridge.rest-call.stomp.port", Integer.toString(closedPort()))
                    .set("soarbridge.rest-call.stomp.org", "201")
                    .set("soarbridge.rest-call.stomp.login", "bridge")
                    .set("soarbridge.rest-call.stomp.passcode", "{{env:NONE:right}}");

            assertThat(called.with("check")).isEqualTo(3);

            assertThat(called.out.toString())
                    .startsWith("FAIL rest-call.stomp (message bus): The message bus 127.0.0.1:")
                    .contains("cannot be reached", "ok   good (cortex-xsoar): ");
        }
    }

    @Test
    void check_names_the_connections_there_are() {
        called.connection("prod", "http://127.0.0.1:9", "any");

        assertThat(called.with("check", "prd")).isEqualTo(2);

        assertThat(called.err.toString()).contains("prd").contains("Known: prod");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void simulate_names_the_types_there_are() {
        assertThat(called.plainly("simulate", "nothing")).isEqualTo(2);
        assertThat(called.err.toString()).contains("cortex-xsoar");

        assertThat(called.plainly("simulate", "--list")).isZero();
        assertThat(called.out.toString()).contains("cortex-xsoar ", "versions 8, 6", "conflict-status=400");
    }

    static List<CommandLine> commands(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .forEach(command -> all.addAll(commands(command)));
        return all;
    }
}
