package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.app.ControlSocket;
import io.soarbridge.app.Reloaded;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a running bridge read its settings again. */
@Command(
        name = "reload",
        description = {
            "Has the running bridge read its settings, routes, mappings and secrets again.",
            "All or nothing: when anything is wrong, nothing changes. SIGHUP does the same."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge reload",
            "  soarbridge reload --config /etc/soarbridge/application.properties",
            "  soarbridge reload --json"
        })
final class ReloadCommand implements Callable<Integer> {
    static final String QUESTION = "reload";

    private final Session session;

    @Mixin
    private JsonOption json;

    ReloadCommand(Session session) {
        this.session = session;
    }

    /** The bridge's side. */
    static String answer(String question, java.util.function.Supplier<Reloaded> reload) {
        if (!question.equals(QUESTION)) {
            throw new IllegalArgumentException("a command that is not known");
        }
        return Json.mapper().valueToTree(reload.get()).toString();
    }

    @Override
    public Integer call() {
        Path data = SettingsLoader.data(session.propertiesFile());
        JsonNode answer = read(ControlSocket.ask(data, QUESTION));
        boolean applied = answer.path("applied").asBoolean();
        if (json.on()) {
            session.printJson(answer);
        } else {
            print(answer, applied);
        }
        if (applied) {
            return ExitCode.OK;
        }
        return answer.path("usage").asBoolean() ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private void print(JsonNode answer, boolean applied) {
        if (applied) {
            JsonNode changed = answer.path("changed");
            session.out().println(changed.isEmpty() ? "Nothing has changed in the settings." : "Reloaded. Changed:");
            changed.forEach(name -> session.out().println("  " + Table.printable(name.asText())));
            session.out().flush();
        } else {
            session.say("Nothing was reloaded; the settings before stay in force.");
        }
        answer.path("problems").forEach(problem -> session.say(problem.asText()));
    }

    private static JsonNode read(String answer) {
        try {
            return Json.read(answer);
        } catch (JsonProcessingException e) {
            throw new BridgeException(
                    "cli/strange-answer",
                    "Reloading: the running bridge gave an answer that is not understood. Is it of another version? Its log says what it did.",
                    e);
        }
    }
}
