package io.soarbridge.app;

import io.soarbridge.config.SourceSettings;
import io.soarbridge.ingest.EventFactory;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxComponent;
import io.soarbridge.support.BridgeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes events of what routes send to {@code outbox:}. */
final class RouteEvents implements OutboxComponent.EventReader {
    private final Map<String, EventFactory> bySource = new HashMap<>();
    private final EventFactory cases;

    /** @throws MappingException when a format's mapping is missing or wrong */
    RouteEvents(Map<String, SourceSettings> sources, Mappings mappings) {
        sources.forEach((name, source) -> bySource.put(name, new EventFactory(name, source.format(), mappings)));
        cases = new EventFactory("route", "case", mappings);
    }

    @Override
    public NewEvent read(String source, String connection, byte[] json) {
        EventFactory factory = source == null ? cases : bySource.get(source);
        if (factory == null) {
            throw new BridgeException(
                    "outbox/unknown-source",
                    "A route sends to outbox:%s with source=%s, which is not configured. Add soarbridge.source.%s.* or correct the route."
                            .formatted(connection, source, source));
        }
        return factory.event(json, List.of(connection));
    }
}
