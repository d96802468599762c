package io.soarbridge.cli;

import io.soarbridge.testkit.SettableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Calls the command line with settings in a folder of the test's, and keeps what it printed. */
final class Called {
    final SettableClock clock = new SettableClock("2026-03-01T10:00:00Z");
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    Called(Path folder) {
        this.folder = folder;
        settings.put("soarbridge.routes", Path.of("routes").toAbsolutePath().toString());
    }

    Called set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A connection to a simulated system. */
    Called connection(String name, String url, String key) {
        String prefix = "soarbridge.connection." + name + ".";
        return set(prefix + "type", "cortex-xsoar")
                .set(prefix + "url", url)
                .set(prefix + "allow-http", "true")
                .set(prefix + "api-key-id", "1")
                .set(prefix + "api-key", key);
    }

    int with(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--config");
        all.add(written().toString());
        return plainly(all.toArray(String[]::new));
    }

    /** Without adding the settings to the line. */
    int plainly(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Soarbridge.run(clock, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** The settings, as a file. */
    Path written() {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        try {
            return Files.writeString(folder.resolve("application.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path ledgerFile() {
        return folder.resolve("data").resolve("outbox.db");
    }

    static CommandLine line() {
        StringWriter nowhere = new StringWriter();
        return Soarbridge.commandLine(new Session(
                new SettableClock("2026-03-01T10:00:00Z"),
                new PrintWriter(nowhere, true),
                new PrintWriter(nowhere, true)));
    }
}
