package io.soarbridge.ingest;

import io.soarbridge.config.Settings;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The doors of all sources of one reading of the settings. Thread-safe. */
public final class Doors {
    private final Map<String, Door> byName = new HashMap<>();

    public Doors(Settings settings, Mappings mappings, OutboxStore store, InstantSource clock) {
        settings.sources()
                .forEach((name, source) -> byName.put(name, new Door(source, settings.http(), mappings, store, clock)));
    }

    /** Null when there is no such source. */
    Door get(String source) {
        return byName.get(source);
    }
}
