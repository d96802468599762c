package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/cli.md is what the commands say of themselves. */
final class CliReferenceTest {
    private static final Path PAGE = Path.of("docs/cli.md");
    private static final String REGENERATE = "mvn -q test -Dtest=CliReferenceTest -Dsoarbridge.regenerate=true";

    @Test
    void is_current() throws Exception {
        String expected = page();
        if (Boolean.getBoolean("soarbridge.regenerate")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("docs/cli.md is generated; write it anew with: %s", REGENERATE)
                .hasContent(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                <!-- Generated: %s -->
                # The command line

                Each command's own help, word for word. `--config` and `--verbose` go anywhere on the line. Results go to
                standard output, everything else to standard error, so `--json` can be piped.

                """.formatted(REGENERATE));
        for (CommandLine command : SoarbridgeTest.commands(Called.line())) {
            command.setUsageHelpWidth(100);
            page.append("## ")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("\n\n```text\n")
                    .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing())
                    .append("\n```\n\n");
        }
        return page.toString().stripTrailing() + "\n";
    }
}
