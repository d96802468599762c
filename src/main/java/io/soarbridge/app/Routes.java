package io.soarbridge.app;

import io.soarbridge.changes.ChangesComponent;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.delivery.DeliverProcessor;
import io.soarbridge.delivery.Operations;
import io.soarbridge.delivery.ToCaseProcessor;
import io.soarbridge.ingest.FrontDoor;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.Lane;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxComponent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.restcall.RestCallComponent;
import io.soarbridge.restcall.RestFunction;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** Camel with the bundle's routes, Kamelets and components, and a delivery route for each connection. */
final class Routes implements AutoCloseable {
    private final LoadedSettings loaded;
    private final Parts parts;
    private final Inputs inputs = new Inputs();
    private final Map<String, Operations> operations = new ConcurrentHashMap<>();
    private volatile OutboxComponent outbox;
    private Main main;

    Routes(LoadedSettings loaded, Parts parts) {
        this.loaded = loaded;
        this.parts = parts;
    }

    /** What routes are made of. */
    record Parts(
            Mappings mappings,
            Connections connections,
            OutboxStore store,
            Map<String, Lane> lanes,
            FrontDoor door,
            RestFunction calls,
            InstantSource clock) {}

    /** Starts the routes of the folder but for their inputs, and checks that each connection has what it needs. */
    void load() {
        Path folder = loaded.settings().routes().toAbsolutePath();
        AskedOperations.check(
                folder,
                parts.connections().all().stream()
                        .map(connection -> connection.settings().type())
                        .distinct()
                        .toList());
        // a wrong mapping or certificate is found now, not at the first event
        loaded.settings().sources().values().forEach(s -> parts.mappings().get(s.format() + "/event-to-case"));
        parts.connections().prepare();
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        // the bridge stops itself, in order; Camel's own hook would pull the routes away beneath it
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.addInitialProperty("camel.main.name", "soarbridge");
        main.addInitialProperty("camel.main.routesIncludePattern", files(folder));
        main.addInitialProperty("camel.main.shutdownTimeout", "25");
        main.addInitialProperty("camel.main.useBreadcrumb", "false");
        // else Apache HttpClient repeats POSTs and sleeps on Retry-After below Camel
        main.addInitialProperty("camel.component.http.automaticRetriesDisabled", "true");
        main.addInitialProperty("camel.component.http.followRedirects", "false");
        main.addInitialProperty("camel.component.http.cookieManagementDisabled", "true");
        main.addInitialProperty("camel.main.streamCachingSpoolEnabled", "true");
        main.addInitialProperty(
                "camel.main.streamCachingSpoolDirectory",
                Spool.folder(loaded.settings().data()));
        loaded.camel().forEach(main::addOverrideProperty);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configured) {
                addComponents(configured.getCamelContext());
                VaultAccess.configure(
                        configured.getCamelContext(), loaded.managed().access());
                inputs.holdBack(configured.getCamelContext());
            }
        });
        attempt(context -> {
            main.start();
            prepareOperations(main.getCamelContext());
        });
    }

    /** Named one by one: Camel's patterns find nothing behind the symbolic links that a mounted ConfigMap consists of. */
    private static String files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".camel.yaml"))
                    .sorted()
                    .map(file -> "file:" + file)
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + folder, e);
        }
    }

    /** Lets the routes of the folder take in what they take in, such as files. */
    void startInputs() {
        attempt(inputs::start);
    }

    void stopInputs() {
        attempt(inputs::stop);
    }

    /** Takes in and delivers. */
    void begin() {
        startInputs();
        loaded.settings().connections().keySet().forEach(this::startLane);
    }

    /** Begins to deliver to a connection, for the first time or again. */
    void startLane(String connection) {
        attempt(context -> {
            String id = "delivery." + connection;
            if (context.getRoute(id) != null) {
                context.getRouteController().startRoute(id);
                return;
            }
            TemplatedRouteBuilder.builder(context, "delivery")
                    .routeId(id)
                    .parameter("connection", connection)
                    .add();
        });
    }

    /** Lets running deliveries end and gives back what has not begun. */
    void stopLane(String connection) {
        attempt(context -> context.getRouteController().stopRoute("delivery." + connection));
    }

    /** Starts every operation that connectors in use have, which otherwise start when they are first needed. */
    void prepareAll() {
        attempt(context -> {
            for (Connection connection : parts.connections().all()) {
                Operations all = new Operations(context, connection);
                Kamelets.operations(
                                loaded.settings().routes(),
                                connection.settings().type().type())
                        .forEach(all::prepare);
            }
        });
    }

    private interface Step {
        void run(CamelContext context) throws Exception;
    }

    private void attempt(Step step) {
        try {
            step.run(main.getCamelContext());
        } catch (Exception e) {
            throw failed(e);
        }
    }

    private BridgeException failed(Exception e) {
        Path folder = loaded.settings().routes();
        return new BridgeException("app/routes", "Starting the routes in %s failed: %s".formatted(folder, root(e)), e);
    }

    @Override
    public void close() {
        if (main != null) {
            main.stop();
        }
    }

    private void addComponents(CamelContext context) {
        context.addComponent("connection", new ConnectionComponent(context, parts.connections()));
        context.addComponent("mapping", new MappingComponent(context, parts.connections()));
        RouteEvents events = new RouteEvents(loaded.settings().sources(), parts.mappings());
        outbox = new OutboxComponent(context, parts.store(), this::laneOf, events, parts.clock());
        context.addComponent("outbox", outbox);
        context.addComponent(
                "changes", new ChangesComponent(context, parts.connections()::get, parts.store(), parts.clock()));
        context.addComponent("rest-call", new RestCallComponent(context, parts.calls()));
        context.getRegistry().bind("to-case", new ToCaseProcessor(parts.mappings()));
        Kamelets.configure(context, loaded.settings().routes());
        PlatformHttp.bind(context, parts.door());
    }

    /** What the lane of a connection is doing; empty when it does not run. */
    Optional<LaneStatus> lane(String connection) {
        OutboxComponent lanes = outbox;
        return lanes == null ? Optional.empty() : lanes.status(connection);
    }

    /** Asks the system of a connection whose lane runs. */
    boolean works(String connection) {
        return operations.get(connection).works();
    }

    /** Null as long as the routes are not started. */
    Operations operations(String connection) {
        return operations.get(connection);
    }

    private Lane laneOf(String connection) {
        parts.connections().get(connection);
        return parts.lanes().get(connection);
    }

    private void prepareOperations(CamelContext context) {
        for (Connection connection : parts.connections().all()) {
            Operations own = new Operations(context, connection);
            if (AskedOperations.takesCases(
                    connection.settings(), loaded.settings().sources())) {
                own.prepare("case-create");
                own.prepare("case-find");
            }
            operations.put(connection.settings().name(), own);
            context.getRegistry()
                    .bind(
                            "deliver." + connection.settings().name(),
                            new DeliverProcessor(own, parts.store(), parts.clock()));
        }
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
