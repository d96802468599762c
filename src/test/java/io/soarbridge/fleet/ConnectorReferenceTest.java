package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.ConnectorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/connectors.md says what each system can do, as the connectors, Kamelets and the fleet test's waivers have it. */
class ConnectorReferenceTest {
    private static final Path PAGE = Path.of("docs/reference/connectors.md");

    @Test
    void the_page_is_what_the_fleet_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("soarbridge.regenerate")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("stale; write it with -Dsoarbridge.regenerate=true -Dtest=ConnectorReferenceTest")
                .isEqualTo(page);
    }

    @Test
    void each_operation_of_the_grid_is_there_or_absent_with_a_reason() {
        List<String> wrong = new ArrayList<>();
        for (String type : Member.types()) {
            for (String operation : ConnectorType.GRID) {
                ConnectorType.Operation said =
                        Member.connector(type).operations().get(operation);
                boolean absent = said != null && said.absent() != null;
                if (absent == Member.has(type, operation)) {
                    wrong.add(type + " " + operation);
                }
            }
        }

        assertThat(wrong)
                .as("operations with a Kamelet that are absent, or without one that are not")
                .isEmpty();
    }

    @Test
    void each_member_of_the_fleet_is_a_connector() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fleet"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Member.types());
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What each connector can do

                Generated from `routes/connectors`, `routes/kamelets` and the fleet test, which runs every operation below against each simulator:
                all well, nothing found, three pages, expired credentials, throttling, an outage that ends, a refusal, hostile texts, and cut off
                after any request. Written by `ConnectorReferenceTest`; do not edit.

                yes: whole. partly: see below. –: the system does not offer it, see below.

                """);
        List<String> types = List.copyOf(Member.types());
        page.append("| operation | ").append(String.join(" | ", types)).append(" |\n");
        page.append("|---|").append("---|".repeat(types.size())).append('\n');
        for (String operation : ConnectorType.GRID) {
            page.append("| `").append(operation).append("` | ");
            page.append(types.stream().map(type -> cell(type, operation)).collect(Collectors.joining(" | ")));
            page.append(" |\n");
        }
        types.forEach(type -> describe(page, type));
        return page.toString();
    }

    private static String cell(String type, String operation) {
        ConnectorType.Operation said = Member.connector(type).operations().get(operation);
        if (said == null) {
            return "yes";
        }
        return said.absent() == null ? "partly" : "–";
    }

    private static void describe(StringBuilder page, String type) {
        ConnectorType connector = Member.connector(type);
        Member member = Member.of(type);
        page.append("\n## ")
                .append(connector.title())
                .append("\n\n`")
                .append(type)
                .append("`: ");
        page.append(connector.description()).append(" Versions ");
        page.append(String.join(", ", connector.versions().keySet()))
                .append(". What is known of it: [")
                .append(type)
                .append("](../systems/")
                .append(type)
                .append(".md).\n");
        new TreeMap<>(connector.operations())
                .forEach((operation, said) -> page.append("\n- `")
                        .append(operation)
                        .append("` ")
                        .append(said.absent() == null ? "partly: " + said.partial() : "not offered: " + said.absent()));
        page.append(connector.operations().isEmpty() ? "" : "\n");
        beyond(page, type);
        page.append("\nA case that goes there and comes back keeps ")
                .append(String.join(", ", member.holds()))
                .append(".\n");
        page.append(
                member.closes().isEmpty()
                        ? ""
                        : "One that is closed there keeps %s as well.\n".formatted(String.join(", ", member.closes())));
        new TreeMap<>(member.losses())
                .forEach((field, loss) ->
                        page.append("\n- ").append(field).append(": ").append(loss));
        page.append(member.losses().isEmpty() ? "" : "\n");
        waivers(page, member);
    }

    private static void beyond(StringBuilder page, String type) {
        String ending = "-action.kamelet.yaml";
        try (Stream<Path> files = Files.list(Path.of("routes/kamelets"))) {
            List<String> more = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(type + "-") && name.endsWith(ending))
                    .map(name -> name.substring(type.length() + 1, name.length() - ending.length()))
                    .filter(operation -> !ConnectorType.GRID.contains(operation))
                    .sorted()
                    .map(operation -> "`" + operation + "`")
                    .toList();
            page.append(more.isEmpty() ? "" : "\nBeyond the grid: " + String.join(", ", more) + ".\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void waivers(StringBuilder page, Member member) {
        if (!member.waivers().isEmpty()) {
            page.append("\nNot held by the fleet test:\n");
            member.waivers()
                    .forEach(waiver -> page.append("\n- `")
                            .append(waiver.operation())
                            .append("`, ")
                            .append(waiver.scenario())
                            .append(": ")
                            .append(waiver.reason()));
            page.append('\n');
        }
    }
}
