package io.soarbridge.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;

/** Where the bundle's Kamelets are and how their failures travel. */
final class Kamelets {
    private Kamelets() {}

    /** What a connector can do: {@code case-create} of {@code <type>-case-create-action.kamelet.yaml}, and so on. */
    static List<String> operations(Path routes, String type) {
        String ending = "-action.kamelet.yaml";
        try (Stream<Path> files = Files.list(routes.resolve("kamelets"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(type + "-") && name.endsWith(ending))
                    .map(name -> name.substring(type.length() + 1, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the Kamelets of " + routes, e);
        }
    }

    static void configure(CamelContext context, Path routes) {
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + routes.toAbsolutePath() + "/kamelets");
        // else the Kamelet's own error handler ends a failure before the ledger hears of it
        kamelets.setNoErrorHandler(true);
    }
}
