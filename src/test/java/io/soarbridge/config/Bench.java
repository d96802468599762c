package io.soarbridge.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small bundle on disk with one connector, and an environment, to load settings from. */
final class Bench {
    static final String CONNECTION = """
            soarbridge.connection.prod.type = acme
            soarbridge.connection.prod.url = https://acme.example
            soarbridge.connection.prod.api-key = {{env:KEY}}
            """;

    final Map<String, String> environment = new HashMap<>(Map.of("KEY", "planted-key"));
    private final Path folder;

    Bench(Path folder) {
        this.folder = folder;
        write("routes/connectors/acme.yaml", """
                type: acme
                title: Acme
                description: A made-up system.
                versions:
                  "2":
                    prefix: /api/v2
                    auth: [key, signed]
                    credentialStatuses: [401]
                  "1":
                    auth: [key]
                auth:
                  key:
                    scheme: headers
                    headers: {Authorization: "{api-key}"}
                    credentials: [api-key]
                  signed:
                    scheme: some-signature
                    credentials: [api-key, api-key-id]
                settings:
                  queue:
                    description: Queue for new cases.
                    default: inbox
                  urgency:
                    description: How urgent.
                    default: low
                    values: [low, high]
                """);
        write("routes/mappings/alerts/event-to-case.jq", ".");
        write("routes/mappings/acme/case-to-ticket.jq", ".");
        write("secrets/api-key", "from-file\n");
    }

    Path file() {
        return folder.resolve("application.properties");
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadedSettings load(String... blocks) {
        write("application.properties", "soarbridge.secrets = secrets\n" + String.join("\n", blocks));
        return SettingsLoader.load(file(), environment);
    }

    ConnectionSettings connection(String... lines) {
        return load(CONNECTION, String.join("\n", lines))
                .settings()
                .connections()
                .get("prod");
    }

    /** The problems of settings that must not load. */
    List<Problem> problems(String... blocks) {
        return failure(blocks).problems();
    }

    ConfigException failure(String... blocks) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> load(blocks));
        if (failure == null) {
            throw new AssertionError("these settings should not have loaded");
        }
        return failure;
    }

    static String source(String name, String... lines) {
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            block.append("soarbridge.source.")
                    .append(name)
                    .append('.')
                    .append(line)
                    .append('\n');
        }
        return block.toString();
    }
}
