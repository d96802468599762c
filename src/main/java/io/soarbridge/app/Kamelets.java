package io.soarbridge.app;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;

/** Where the bundle's Kamelets are and how their failures travel. */
final class Kamelets {
    private Kamelets() {}

    static void configure(CamelContext context, Path routes) {
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + routes.toAbsolutePath() + "/kamelets");
        // else the Kamelet's own error handler ends a failure before the ledger hears of it
        kamelets.setNoErrorHandler(true);
    }
}
