package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SoarbridgeTest {
    private final Called called = new Called();

    @Test
    void asks_for_a_command_when_there_is_none() {
        assertThat(called.with()).isEqualTo(2);
        assertThat(called.err.toString()).contains("soarbridge --help");
    }

    @Test
    void suggests_the_nearest_command() {
        assertThat(called.with("outbx")).isEqualTo(2);
        assertThat(called.err.toString()).contains("outbox").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void names_an_unknown_option() {
        assertThat(called.with("outbox", "list", "--stat", "dead")).isEqualTo(2);
        assertThat(called.err.toString()).contains("--stat").contains("soarbridge outbox list --help");
    }

    @Test
    void takes_the_settings_file_before_and_after_the_command() {
        called.with("--config", "a.properties", "config");
        assertThat(called.propertiesFile).isEqualTo(Path.of("a.properties").toAbsolutePath());

        called.with("outbox", "list", "--config", "b.properties");
        assertThat(called.propertiesFile).isEqualTo(Path.of("b.properties").toAbsolutePath());
    }

    @Test
    void settings_that_are_wrong_end_with_2_and_one_message() {
        called.settings = file -> {
            throw new BridgeException("config/invalid", "soarbridge.http.prot: unknown key.");
        };

        assertThat(called.with("config")).isEqualTo(2);
        assertThat(called.err.toString()).isEqualTo("soarbridge.http.prot: unknown key.%n".formatted());
        assertThat(called.out.toString()).isEmpty();
    }

    @Test
    void shows_where_an_error_came_from_only_when_asked() {
        called.settings = file -> {
            throw new BridgeException("config/invalid", "wrong");
        };

        called.with("config", "--verbose");

        assertThat(called.err.toString()).startsWith("wrong").contains("\tat ");
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
        for (CommandLine command : commands(called.line())) {
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
        for (CommandLine command : commands(called.line())) {
            if (!without.contains(command.getCommandSpec().qualifiedName())) {
                assertThat(command.getCommandSpec().optionsMap())
                        .as(command.getCommandSpec().qualifiedName())
                        .containsKey("--json");
            }
        }
    }

    @Test
    void shows_settings_with_their_origin() throws Exception {
        assertThat(called.with("config")).isZero();
        assertThat(called.out.toString().lines())
                .containsExactly(
                        "soarbridge.http.port = 9000  # application.properties:3",
                        "soarbridge.data = data       # default");

        called.with("config", "--changed", "--json");
        assertThat(Json.read(called.out.toString()))
                .isEqualTo(
                        Json.read(
                                "[{\"key\":\"soarbridge.http.port\",\"value\":\"9000\",\"origin\":\"application.properties:3\"}]"));
    }

    @Test
    void check_tells_a_refusal_from_silence() {
        called.verdicts.put("a", new Verdict("a", "acme", true, true, "takes our key", List.of("version 8")));
        assertThat(called.with("check")).isZero();
        assertThat(called.out.toString())
                .contains("ok   a (acme): takes our key")
                .contains("version 8");

        called.verdicts.put("b", new Verdict("b", "acme", false, false, "nothing answers", List.of()));
        assertThat(called.with("check")).isEqualTo(3);
        assertThat(called.with("check", "a")).isZero();

        called.verdicts.put("c", new Verdict("c", "acme", false, true, "refuses our key", List.of()));
        assertThat(called.with("check")).isEqualTo(1);
    }

    @Test
    void check_names_the_connections_there_are() {
        called.verdicts.put("prod", new Verdict("prod", "acme", true, true, "fine", List.of()));

        assertThat(called.with("check", "prd")).isEqualTo(2);

        assertThat(called.err.toString()).contains("prd").contains("Known: prod");
    }

    @Test
    void simulate_names_the_types_there_are() {
        assertThat(called.with("simulate", "nothing")).isEqualTo(2);
        assertThat(called.err.toString()).contains("acme-soar");

        assertThat(called.with("simulate", "--list")).isZero();
        assertThat(called.out.toString()).isEqualTo("acme-soar%n".formatted());
    }

    static List<CommandLine> commands(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .forEach(command -> all.addAll(commands(command)));
        return all;
    }
}
