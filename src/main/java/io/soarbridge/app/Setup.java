package io.soarbridge.app;

import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.RestCallSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Connections;
import io.soarbridge.delivery.ConnectionLane;
import io.soarbridge.delivery.ObservedLane;
import io.soarbridge.delivery.Operations;
import io.soarbridge.ingest.Doors;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.Lane;
import io.soarbridge.restcall.HttpDoor;
import io.soarbridge.restcall.RestCalls;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one reading of the settings makes: mappings, connections, doors, and Camel with its routes and lanes. */
final class Setup implements AutoCloseable {
    private final LoadedSettings loaded;
    private final Map<String, String> files;
    private final Connections connections;
    private final Doors doors;
    private final RestCalls calls;
    private final Routes routes;

    /**
     * Opens connections, and starts nothing.
     *
     * @param earlier the one in force, or null; what it learnt of systems that stay the same goes on
     */
    Setup(LoadedSettings loaded, Site site, Setup earlier) {
        Settings settings = loaded.settings();
        this.loaded = loaded;
        this.files = FileStamps.of(settings);
        Mappings mappings = new Mappings(settings.routes().resolve("mappings"));
        doors = new Doors(settings, mappings, site.store(), site.instruments(), site.clock());
        connections = connections(settings, mappings, site, earlier);
        calls = new RestCalls(
                settings.restCall(),
                new RestCalls.Parts(
                        files(settings),
                        loaded.proxies(),
                        site.clock(),
                        RestCalls.Pauses.REAL,
                        site.tokens(),
                        site.instruments().meters()));
        routes = new Routes(
                loaded,
                new Routes.Parts(
                        mappings,
                        connections,
                        site.store(),
                        lanes(connections, settings, site),
                        site.door(),
                        calls,
                        site.clock()));
    }

    /**
     * What in the files that settings name would keep a bridge from working, one sentence or two each; empty when nothing does.
     * More than a start asks for: there, a mapping that no event has needed yet stops only the event that needs it.
     */
    static List<String> faults(LoadedSettings loaded, Site site) {
        Settings settings = loaded.settings();
        Mappings mappings = new Mappings(settings.routes().resolve("mappings"));
        Set<String> folders = Stream.concat(
                        Stream.concat(
                                Stream.of("case"),
                                settings.sources().values().stream().map(s -> s.format())),
                        settings.connections().values().stream()
                                .map(c -> c.type().type()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> faults = new ArrayList<>(mappings.faults(folders));
        settings.connections().values().forEach(connection -> {
            connection.mappings().values().forEach(file -> mappings.fault(file).ifPresent(faults::add));
            try {
                try (Connections tried = new Connections(List.of(new Connection(connection, mappings, site.clock())))) {
                    tried.prepare();
                }
            } catch (RuntimeException e) {
                faults.add(e.getMessage());
            }
        });
        return faults;
    }

    private static Connections connections(Settings settings, Mappings mappings, Site site, Setup earlier) {
        List<Connection> made = new ArrayList<>();
        try {
            settings.connections().forEach((name, connection) -> {
                Connection before =
                        earlier == null ? null : earlier.connections.find(name).orElse(null);
                Connection now = new Connection(connection, mappings, site.clock(), before);
                now.onRefusal(site.refused());
                made.add(now);
            });
        } catch (RuntimeException e) {
            made.forEach(Connection::close);
            throw e;
        }
        return new Connections(made);
    }

    private Map<String, Lane> lanes(Connections connections, Settings settings, Site site) {
        Map<String, Lane> lanes = new HashMap<>();
        for (Connection connection : connections.all()) {
            String name = connection.settings().name();
            Lane lane = new ConnectionLane(
                    connection, settings.outbox(), site.clock(), new SecureRandom(), () -> works(name));
            lanes.put(
                    name,
                    new ObservedLane(
                            lane,
                            site.instruments().meters().connection(name),
                            site.instruments().tracing(),
                            site.clock()));
        }
        return lanes;
    }

    /** Null when the settings name no connection for files. */
    private IncidentFiles files(Settings settings) {
        String connection = settings.restCall().connection();
        return connection == null
                ? null
                : new IncidentFiles(connection, () -> operations(connection), settings.routes());
    }

    private Operations operations(String connection) {
        return routes.operations(connection);
    }

    private boolean works(String connection) {
        return routes.works(connection);
    }

    LoadedSettings loaded() {
        return loaded;
    }

    /** Changes whenever a file changes that these settings name. */
    Map<String, String> files() {
        return files;
    }

    Connections connections() {
        return connections;
    }

    Doors doors() {
        return doors;
    }

    RestCalls calls() {
        return calls;
    }

    void openTo(HttpDoor callers) {
        RestCallSettings settings = loaded.settings().restCall();
        callers.open(calls, settings.token(), settings.maxConcurrency());
    }

    Routes routes() {
        return routes;
    }

    Set<String> lanes() {
        return loaded.settings().connections().keySet();
    }

    @Override
    public void close() {
        try (connections;
                calls) {
            routes.close();
        }
    }

    /** As {@link #close}, but REST calls that run are let end. */
    void retire() {
        calls.retire();
        try (connections) {
            routes.close();
        }
    }
}
