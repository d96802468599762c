package io.soarbridge.app;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.SourceSettings;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds at start what would fail at night: a route that asks for an operation that its system does not have. */
final class AskedOperations {
    private static final Pattern ASKED = Pattern.compile("kamelet:([a-z0-9-]+)-(?:action|source|sink)\\b");

    private AskedOperations() {}

    /** @throws BridgeException {@code app/operation-absent} with the connector's reason */
    static void check(Path routes, Collection<ConnectorType> types) {
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    check(file, i + 1, lines.get(i), types);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the routes in " + routes, e);
        }
    }

    /**
     * Whether cases can be delivered to it; a system may be a source alone.
     *
     * @throws BridgeException {@code app/operation-absent} when they cannot, and a source delivers to it all the same
     */
    static boolean takesCases(ConnectionSettings connection, Map<String, SourceSettings> sources) {
        ConnectorType.Operation said = connection.type().operations().get("case-create");
        if (said == null || said.absent() == null) {
            return true;
        }
        sources.forEach((name, source) -> {
            if (source.deliverTo().contains(connection.name())) {
                throw new BridgeException(
                        "app/operation-absent",
                        "Source %s delivers to %s, and %s cannot take cases: %s Take it out of soarbridge.source.%s.deliver-to."
                                .formatted(
                                        name,
                                        connection.name(),
                                        connection.type().title(),
                                        said.absent(),
                                        name));
            }
        });
        return false;
    }

    private static void check(Path file, int line, String text, Collection<ConnectorType> types) {
        Matcher asked = ASKED.matcher(text.strip().startsWith("#") ? "" : text);
        while (asked.find()) {
            String name = asked.group(1);
            types.stream()
                    .filter(type -> name.startsWith(type.type() + "-"))
                    .max(Comparator.comparingInt(type -> type.type().length()))
                    .ifPresent(type -> requireThere(
                            file, line, type, name.substring(type.type().length() + 1)));
        }
    }

    private static void requireThere(Path file, int line, ConnectorType type, String operation) {
        ConnectorType.Operation said = type.operations().get(operation);
        if (said != null && said.absent() != null) {
            throw new BridgeException(
                    "app/operation-absent",
                    "%s line %d asks for the operation %s of %s, which it does not have: %s Take the step out; docs/reference/connectors.md lists what each system can do."
                            .formatted(file, line, operation, type.title(), said.absent()));
        }
    }
}
