package io.soarbridge.outbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know that a connection has work. Thread-safe. */
public final class WorkListeners {
    private static final Logger LOG = LoggerFactory.getLogger(WorkListeners.class);

    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    public void add(String connection, Runnable listener) {
        listeners.computeIfAbsent(connection, c -> new CopyOnWriteArrayList<>()).add(listener);
    }

    public void tell(Set<String> connections) {
        for (String connection : connections) {
            for (Runnable listener : listeners.getOrDefault(connection, List.of())) {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    LOG.warn(
                            "Telling the lane of {} about new work failed; it finds the work by itself.",
                            connection,
                            e);
                }
            }
        }
    }
}
