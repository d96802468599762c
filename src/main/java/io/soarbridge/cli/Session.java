package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.app.Ledgers;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.Json;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** One call of the command line: what the global options say, and where output goes. Not thread-safe. */
final class Session {
    private final InstantSource clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private Path propertiesFile;
    private boolean verbose;
    private boolean terminal;
    private String calledAs = "soarbridge";

    Session(InstantSource clock, PrintWriter out, PrintWriter err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    InstantSource clock() {
        return clock;
    }

    /** For what was asked for, and nothing else. */
    PrintWriter out() {
        return out;
    }

    /** For everything said beside it. */
    PrintWriter err() {
        return err;
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    void printJson(JsonNode node) {
        try {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    Progress progress() {
        return new Progress(err, terminal, clock);
    }

    /** The settings, with their warnings said. */
    LoadedSettings loaded() {
        LoadedSettings loaded = loadedQuietly();
        loaded.warnings().forEach(warning -> say("Warning: " + warning));
        return loaded;
    }

    /** The settings, for a caller that says their warnings itself. */
    LoadedSettings loadedQuietly() {
        return SettingsLoader.load(propertiesFile());
    }

    /**
     * The settings for single REST calls, whatever is wrong with others; defaults when no file is named and there is none.
     */
    LoadedSettings restCall() {
        return propertiesFile == null && !Files.exists(propertiesFile())
                ? SettingsLoader.restCall(Path.of("application.properties").toAbsolutePath(), true)
                : SettingsLoader.restCall(propertiesFile(), false);
    }

    /** The ledger of the settings, beside a bridge that may be running on it. */
    OutboxStore ledger() {
        return ledger(loadedQuietly());
    }

    OutboxStore ledger(LoadedSettings loaded) {
        return Ledgers.openShared(loaded, clock);
    }

    Path propertiesFile() {
        return propertiesFile == null ? Installation.propertiesFile() : propertiesFile;
    }

    void propertiesFile(Path file) {
        this.propertiesFile = file.toAbsolutePath();
    }

    boolean verbose() {
        return verbose;
    }

    void verbose(boolean on) {
        this.verbose = on;
    }

    /** What to type to call the program again. */
    String calledAs() {
        return calledAs;
    }

    void calledAs(String name) {
        this.calledAs = name;
    }

    boolean terminal() {
        return terminal;
    }

    void terminal(boolean on) {
        this.terminal = on;
    }
}
