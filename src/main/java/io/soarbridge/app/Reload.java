package io.soarbridge.app;

import io.soarbridge.config.ConfigException;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Problem;
import io.soarbridge.config.SecretSource;
import io.soarbridge.ingest.IngestHandler;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.restcall.HttpDoor;
import io.soarbridge.support.BridgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new settings in force without a stop: reads and tries out everything first, and changes nothing when anything is wrong. What
 * is under way ends with the settings it began with.
 */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Site site;
    private final IngestHandler ingest;
    private final SecretSource source;
    private final HttpDoor callers;
    private volatile boolean stopping;

    /** @param callers the door of REST calls */
    Reload(Site site, IngestHandler ingest, SecretSource source, HttpDoor callers) {
        this.site = site;
        this.ingest = ingest;
        this.source = source;
        this.callers = callers;
    }

    /** The bridge stops: what is under way starts nothing more. */
    void stop() {
        stopping = true;
    }

    /** A setup and how it came to be in force. */
    record Outcome(Setup inForce, Reloaded reloaded) {}

    Outcome run(Setup before, Supplier<LoadedSettings> settings) {
        try {
            LoadedSettings after = settings.get();
            after.managed().fetch(source, before.loaded().managed());
            List<String> changed = new ArrayList<>(Changes.settings(before.loaded(), after));
            List<String> fixed = changed.stream().filter(Changes::needsRestart).toList();
            List<String> problems = new ArrayList<>();
            fixed.forEach(key -> problems.add(
                    key + ": cannot change while the bridge runs. Restart the bridge, or set it back to what it was."));
            problems.addAll(Setup.faults(after, site));
            if (!problems.isEmpty()) {
                return new Outcome(before, Reloaded.refused(problems));
            }
            changed.addAll(Changes.files(before.files(), FileStamps.of(after.settings())));
            if (changed.isEmpty()) {
                return new Outcome(before, new Reloaded(true, List.of(), List.of(), false));
            }
            Reloaded applied = new Reloaded(true, changed, notes(before, after), false);
            return new Outcome(replace(before, after), applied);
        } catch (ConfigException e) {
            return new Outcome(
                    before,
                    Reloaded.refused(e.problems().stream().map(Problem::text).toList()));
        } catch (BridgeException e) {
            return new Outcome(before, Reloaded.failed(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Reloading the settings failed in a way that should not happen", e);
            return new Outcome(before, Reloaded.failed("Reloading the settings failed: " + e + ". See the log."));
        }
    }

    private Setup replace(Setup before, LoadedSettings loaded) {
        Setup after = new Setup(loaded, site, before);
        try {
            after.routes().load();
            after.routes().prepareAll();
            new HandOver(before, after, () -> stopping).run();
        } catch (RuntimeException e) {
            after.close();
            throw e;
        }
        ingest.replace(after.doors());
        after.openTo(callers);
        retire(before);
        return after;
    }

    private static void retire(Setup before) {
        try {
            before.retire();
        } catch (RuntimeException e) {
            LOG.warn("The new settings are in force, but closing what the former ones had opened failed", e);
        }
    }

    private List<String> notes(Setup before, LoadedSettings after) {
        List<String> notes = new ArrayList<>(after.warnings());
        Map<String, OutboxStore.Counts> counts = site.store().counts();
        for (String connection : before.lanes()) {
            OutboxStore.Counts rows = counts.get(connection);
            if (!after.settings().connections().containsKey(connection)
                    && rows != null
                    && rows.pending() + rows.inFlight() > 0) {
                notes.add(
                        "Connection %s is gone, but %d events wait for it. They stay in the outbox and go on when it is back."
                                .formatted(connection, rows.pending() + rows.inFlight()));
            }
        }
        return notes;
    }
}
