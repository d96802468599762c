package io.soarbridge.ingest;

import io.soarbridge.config.Settings;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.observe.Instruments;
import io.soarbridge.observe.SourceMeter;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The doors of all sources of one reading of the settings. Thread-safe. */
public final class Doors {
    private final Map<String, Door> byName = new HashMap<>();
    private final Map<String, SourceMeter> meters = new HashMap<>();

    public Doors(
            Settings settings, Mappings mappings, OutboxStore store, Instruments instruments, InstantSource clock) {
        settings.sources().forEach((name, source) -> {
            SourceMeter meter = instruments.meters().source(name);
            meters.put(name, meter);
            Door.Observer observer = new Door.Observer(meter, instruments.tracing());
            byName.put(name, new Door(source, settings.http(), mappings, store, observer, clock));
        });
    }

    /** Null when there is no such source. */
    SourceMeter meter(String source) {
        return meters.get(source);
    }

    /** Null when there is no such source. */
    Door get(String source) {
        return byName.get(source);
    }
}
