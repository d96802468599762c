package io.soarbridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.delivery.Operations;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.rest.CallException;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Asks systems whether they are there and take our credentials, by the connectors' operation {@code check}; changes nothing. */
public final class Checks {
    private static final Duration SKEW_WORTH_A_WORD = Duration.ofSeconds(30);

    private Checks() {}

    /** One verdict for each of these connections, in the order given. */
    public static List<Verdict> run(LoadedSettings loaded, Collection<String> names, InstantSource clock) {
        try (VaultFunctions vaults = new VaultFunctions()) {
            loaded.managed().fetch(vaults, null);
        }
        Mappings mappings = new Mappings(loaded.settings().routes().resolve("mappings"));
        List<Connection> asked = names.stream()
                .map(name -> loaded.settings().connections().get(name))
                .map(settings -> new Connection(settings, mappings, clock))
                .toList();
        CamelContext context = new DefaultCamelContext();
        try (Connections connections = new Connections(asked)) {
            context.addComponent("connection", new ConnectionComponent(context, connections));
            context.addComponent("mapping", new MappingComponent(context, connections));
            Kamelets.configure(context, loaded.settings().routes());
            context.start();
            return asked.stream().map(connection -> check(context, connection)).toList();
        } finally {
            context.stop();
        }
    }

    private static Verdict check(CamelContext context, Connection connection) {
        List<String> details = new ArrayList<>();
        try {
            JsonNode answer = new Operations(context, connection).call("check", NullNode.instance, Map.of());
            skew(connection).ifPresent(details::add);
            return verdict(
                    connection, true, true, "works: " + answer.path("detail").asText(), details);
        } catch (CallException e) {
            hint(connection, e.code()).ifPresent(details::add);
            skew(connection).ifPresent(details::add);
            return verdict(connection, false, e.status() != 0, e.getMessage(), details);
        } catch (Exception e) {
            String message = e instanceof BridgeException ? e.getMessage() : e.toString();
            return verdict(connection, false, true, message, details);
        }
    }

    private static Verdict verdict(
            Connection connection, boolean ok, boolean reachable, String summary, List<String> details) {
        return new Verdict(
                connection.settings().name(), connection.settings().type().type(), ok, reachable, summary, details);
    }

    private static Optional<String> hint(Connection connection, String code) {
        return Optional.ofNullable(connection.settings().type().hints().get(code));
    }

    private static Optional<String> skew(Connection connection) {
        return connection
                .clockSkew()
                .filter(skew -> skew.abs().compareTo(SKEW_WORTH_A_WORD) > 0)
                .map(skew -> "Its clock is %d s %s ours. Signed requests may be refused for that; set the clocks right."
                        .formatted(skew.abs().toSeconds(), skew.isNegative() ? "behind" : "ahead of"));
    }
}
