package io.soarbridge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.ConnectorTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the fleet test knows of one system beside its connector: {@code src/test/resources/fleet/<type>.yaml}.
 *
 * @param settings of the connection, beside those that the simulator gives
 * @param switches of the simulator
 * @param existing id of a record that is there from the start, where cases cannot be made; else null
 * @param playbook one that exists at the simulator
 * @param inputs of operations that cannot have the common one, by operation; {@code request}, {@code request-empty} and
 *     {@code request-pages} are always given, the last one for cases in at least three pages
 * @param holds fields of a case that come back as they went, {@code severity/id} for a part of one
 * @param closes fields of a case that come back as they went when it was closed there
 * @param losses the other fields of a case, with what becomes of them
 * @param waivers scenarios that an operation does not pass, with the reason; one that it passes is an error
 */
record Member(
        Map<String, String> settings,
        Map<String, String> switches,
        String existing,
        String playbook,
        Map<String, JsonNode> inputs,
        List<String> holds,
        List<String> closes,
        Map<String, String> losses,
        List<Waiver> waivers) {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ConnectorTypes TYPES = ConnectorTypes.load(Path.of("routes/connectors"));

    Member {
        settings = settings == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        switches = switches == null ? Map.of() : Map.copyOf(switches);
        inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
        holds = holds == null ? List.of() : List.copyOf(holds);
        closes = closes == null ? List.of() : List.copyOf(closes);
        losses = losses == null ? Map.of() : Map.copyOf(losses);
        waivers = waivers == null ? List.of() : List.copyOf(waivers);
    }

    record Waiver(String operation, String scenario, String reason) {}

    static Set<String> types() {
        return TYPES.names();
    }

    static ConnectorType connector(String type) {
        return TYPES.get(type);
    }

    static Member of(String type) {
        Path file = Path.of("src/test/resources/fleet", type + ".yaml");
        try {
            return YAML.readValue(file.toFile(), Member.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the fleet test needs " + file + ": " + e.getMessage(), e);
        }
    }

    static boolean has(String type, String operation) {
        return Files.exists(Path.of("routes/kamelets", "%s-%s-action.kamelet.yaml".formatted(type, operation)));
    }

    /** Null when it has to pass. */
    String waiver(String operation, String scenario) {
        return waivers.stream()
                .filter(waiver -> waiver.operation().equals(operation)
                        && waiver.scenario().equals(scenario))
                .map(Waiver::reason)
                .findFirst()
                .orElse(null);
    }
}
