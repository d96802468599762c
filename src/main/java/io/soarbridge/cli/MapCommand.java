package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.casefile.Case;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a mapping on a file. */
@Command(
        name = "map",
        description = {"Runs a mapping on a JSON file and prints the result as JSON.", "Sends nothing anywhere."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge map ocsf/event-to-case finding.json",
            "  soarbridge map ./my-mapping.jq finding.json --var 'settings={\"region\":\"eu\"}'",
            "  curl -s https://example.test/finding | soarbridge map ocsf/event-to-case - --source cloud"
        })
final class MapCommand implements Callable<Integer> {
    private static final String EVENT_TO_CASE = "/event-to-case";

    private final Session session;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Name such as ocsf/event-to-case, or a .jq file.")
    private String mapping;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Input; - or nothing for standard input.")
    private String file = "-";

    @Option(names = "--var", paramLabel = "NAME=JSON", description = "A variable of the mapping, as JSON. Repeatable.")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Source that the event would have come from. Default: the mapping's folder.")
    private String source;

    @Option(
            names = "--routes",
            paramLabel = "FOLDER",
            description = "Folder whose mappings to use. Default: routes beside the program.")
    private Path routes;

    MapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = routes == null ? Installation.home().resolve("routes") : routes;
        Mappings mappings = new Mappings(folder.resolve("mappings"));
        JsonNode input = input();
        Mapping wanted = mapping.endsWith(".jq") ? mappings.file(Path.of(mapping)) : mappings.get(mapping);
        JsonNode made = wanted.apply(input, variables(mappings, input));
        session.printJson(made);
        if (mapping.endsWith(EVENT_TO_CASE)) {
            Case.from(made); // as the bridge does before it goes on with it
        }
        return ExitCode.OK;
    }

    private JsonNode input() throws IOException {
        boolean fromStandardInput = file.equals("-");
        String name = fromStandardInput ? "standard input" : file;
        try (InputStream in = fromStandardInput ? System.in : Files.newInputStream(Path.of(file))) {
            return Json.read(in.readAllBytes());
        } catch (JsonProcessingException e) {
            throw new UsageException("Reading %s: no JSON at line %d, column %d: %s"
                    .formatted(
                            name, e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException("Reading %s: there is no such file.".formatted(name));
        }
    }

    private Map<String, JsonNode> variables(Mappings mappings, JsonNode event) {
        Map<String, JsonNode> values = new HashMap<>();
        values.put("settings", Json.mapper().createObjectNode());
        variables.forEach((name, text) -> values.put(name, json(name, text)));
        if (!values.containsKey("input")) {
            values.put("input", usualInput(mappings, event, values));
        }
        return values;
    }

    /** What the bridge itself would hand to the mapping: for an event its source and id, else nothing. */
    private JsonNode usualInput(Mappings mappings, JsonNode event, Map<String, JsonNode> values) {
        ObjectNode input = Json.mapper().createObjectNode();
        if (mapping.endsWith(EVENT_TO_CASE)) {
            String format = mapping.substring(0, mapping.length() - EVENT_TO_CASE.length());
            String identity = format + "/event-to-identity";
            Map<String, JsonNode> known = new HashMap<>(values);
            known.put("input", input);
            input.put("source", source == null ? format : source);
            input.put("receivedAt", session.clock().instant().toString());
            input.set(
                    "id",
                    mappings.has(identity)
                            ? mappings.get(identity).apply(event, known).path("id")
                            : null);
        }
        return input;
    }

    private static JsonNode json(String name, String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    "Reading --var %s: %s is no JSON. A text needs quotes of its own, such as --var '%s=\"%s\"'."
                            .formatted(name, text, name, text));
        }
    }
}
