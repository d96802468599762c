package io.soarbridge.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The connectors of a bundle by type, read from {@code routes/connectors/<type>.yaml}. Immutable. */
public final class ConnectorTypes {
    private static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final String ENDING = ".yaml";
    private static final String HINT = "Set soarbridge.routes to the folder that holds the bundle's connectors.";

    private final Map<String, ConnectorType> types;

    private ConnectorTypes(Map<String, ConnectorType> types) {
        this.types = types;
    }

    /** @throws ConfigException with all problems of all files: unknown or repeated keys, names that lead nowhere */
    public static ConnectorTypes load(Path folder) {
        Problems problems = new Problems();
        Map<String, ConnectorType> types = new TreeMap<>();
        for (Path file : files(folder, problems)) {
            String name = file.getFileName().toString().replace(ENDING, "");
            ConnectorType type = read(file, problems);
            if (type != null) {
                ConnectorCheck.check(file, name, type, problems);
                types.put(name, type);
            }
        }
        if (!problems.none()) {
            throw new ConfigException("connectors from " + folder, problems.list());
        }
        return new ConnectorTypes(types);
    }

    /** Null when there is no such type. */
    public ConnectorType get(String type) {
        return types.get(type);
    }

    public Set<String> names() {
        return types.keySet();
    }

    /** By name. */
    public Collection<ConnectorType> all() {
        return types.values();
    }

    private static List<Path> files(Path folder, Problems problems) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                problems.file(folder, 0, "No connectors: " + folder + " holds no " + ENDING + " file.", HINT);
            }
            return found;
        } catch (IOException e) {
            problems.file(folder, 0, "No connectors: the folder " + folder + " cannot be read.", HINT);
            return List.of();
        }
    }

    private static ConnectorType read(Path file, Problems problems) {
        try {
            ConnectorType type = YAML.readValue(file.toFile(), ConnectorType.class);
            if (type == null) {
                problems.file(file, 1, file + ": empty.", "Write the connector's type, title, versions and auth.");
            }
            return type;
        } catch (JsonProcessingException e) {
            int line = line(file, e);
            String what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            problems.file(
                    file, line, file + ": " + what + ".", "Found in line " + line + ". Correct the connector's file.");
        } catch (IOException e) {
            problems.file(file, 0, file + ": it cannot be read.", "Check its access rights.");
        }
        return null;
    }

    /** Jackson notices an unknown key only when it has read on, so that one is looked for by its name. */
    private static int line(Path file, JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith(unknown.getPropertyName() + ":")) {
                    return i + 1;
                }
            }
        }
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
