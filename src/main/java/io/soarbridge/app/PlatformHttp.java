package io.soarbridge.app;

import io.soarbridge.ingest.FrontDoor;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Lets {@code platform-http:} routes be served by the front door. Camel's own server knows no idle limit and no header limit. */
final class PlatformHttp {
    private static final int PORT_IN_NAMES = 8080;
    private static final long MAX_BODY = 1024 * 1024;

    private PlatformHttp() {}

    static void bind(CamelContext context, FrontDoor door) {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(PORT_IN_NAMES);
        context.getRegistry().bind(name, new VertxPlatformHttpRouter(null, door.vertx(), door.router(), name) {
            @Override
            public Handler<RoutingContext> bodyHandler() {
                return BodyHandler.create(false).setBodyLimit(MAX_BODY);
            }
        });
        context.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new VertxPlatformHttpEngine() {
            @Override
            public int getServerPort() {
                return PORT_IN_NAMES;
            }
        });
    }
}
