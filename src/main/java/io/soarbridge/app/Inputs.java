package io.soarbridge.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;

/**
 * What routes of the operator take in by themselves, such as files or a timer's ticks. It is held back until everything else has
 * started, so that settings can be tried out beside those that are in force without anything being taken in twice.
 */
final class Inputs {
    /** Called by other routes, or started by us; the front door's router serves the routes that came first. */
    private static final Set<String> NOT_HELD = Set.of("direct", "seda", "kamelet", "outbox", "platform-http", "rest");

    private final List<RouteDefinition> held = new ArrayList<>();

    /** Before the routes are loaded. */
    void holdBack(CamelContext context) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        model.addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition route) {
                String scheme = StringHelper.before(route.getInput().getEndpointUri(), ":");
                if (route.getAutoStartup() == null && !NOT_HELD.contains(scheme)) {
                    route.setAutoStartup("false");
                    held.add(route);
                }
            }
        });
    }

    void start(CamelContext context) throws Exception {
        for (RouteDefinition route : held) {
            context.getRouteController().startRoute(route.getRouteId());
        }
    }

    void stop(CamelContext context) throws Exception {
        for (RouteDefinition route : held) {
            context.getRouteController().stopRoute(route.getRouteId());
        }
    }
}
