package io.soarbridge.delivery;

import io.soarbridge.outbox.Claim;
import org.apache.camel.Exchange;

/** Finds the claim that an exchange of a delivery route is about. */
final class Claims {
    private Claims() {}

    static Claim of(Exchange exchange) {
        Claim claim = exchange.getProperty("SoarBridgeClaim", Claim.class);
        if (claim == null) {
            throw new IllegalStateException("route %s does not start at outbox:".formatted(exchange.getFromRouteId()));
        }
        return claim;
    }
}
