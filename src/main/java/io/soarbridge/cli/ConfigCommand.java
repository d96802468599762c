package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.soarbridge.config.Effective;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings in effect. */
@Command(
        name = "config",
        description = {"Shows each setting in effect and where it comes from. Secrets are masked.", "Starts nothing."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge config",
            "  soarbridge config --changed              leave out what is a default",
            "  soarbridge config soarbridge.outbox      only keys that start so",
            "  soarbridge config --json"
        })
final class ConfigCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Show only keys that start with this.")
    private String prefix = "";

    @Option(names = "--changed", description = "Leave out what is a default.")
    private boolean changed;

    @Mixin
    private JsonOption json;

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Effective> shown = session.loaded().effective().stream()
                .filter(setting -> setting.key().startsWith(prefix))
                .filter(setting -> !changed || !setting.origin().equals("default"))
                .toList();
        if (json.on()) {
            ArrayNode list = Json.mapper().createArrayNode();
            shown.forEach(setting -> list.addObject()
                    .put("key", setting.key())
                    .put("value", setting.value())
                    .put("origin", setting.origin()));
            session.printJson(list);
        } else {
            Table table = new Table();
            shown.forEach(setting -> table.row(setting.key() + " = " + setting.value(), "# " + setting.origin()));
            table.print(session.out());
        }
        return ExitCode.OK;
    }
}
