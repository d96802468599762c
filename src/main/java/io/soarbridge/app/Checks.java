package io.soarbridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.StompSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.connection.Probes;
import io.soarbridge.delivery.Operations;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.observe.Meters;
import io.soarbridge.rest.CallException;
import io.soarbridge.restcall.RestCalls;
import io.soarbridge.stomp.StompProbe;
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

    /** Whether the REST call function reaches the operator's own URL; empty when none is set. */
    public static Optional<Verdict> restCall(LoadedSettings loaded, InstantSource clock) {
        RestCalls.Parts parts = new RestCalls.Parts(
                null,
                loaded.proxies(),
                clock,
                RestCalls.Pauses.REAL,
                () -> {
                    throw new IllegalStateException("the test signs in nowhere");
                },
                new Meters());
        try (RestCalls calls = new RestCalls(loaded.settings().restCall(), parts)) {
            return calls.selfTest().map(payload -> {
                boolean ok = payload.get("success").asBoolean();
                String summary = ok
                        ? "works: HTTP " + payload.at("/content/status_code").asText()
                        : payload.get("reason").asText();
                return new Verdict("rest-call", "function", ok, ok || summary.contains("HTTP "), summary, List.of());
            });
        }
    }

    /** Whether the platform's message bus lets the REST call function in; empty when none is set. */
    public static Optional<Verdict> bus(LoadedSettings loaded) {
        StompSettings settings = loaded.settings().restCall().stomp();
        if (!settings.given()) {
            return Optional.empty();
        }
        try (VaultFunctions vaults = new VaultFunctions()) {
            loaded.managed().fetchFor("soarbridge.rest-call.stomp.", vaults);
        }
        StompProbe probe = StompProbe.of(settings);
        boolean ok = probe.trouble() == null;
        String summary =
                ok ? "works: signed in; whether it may take calls is seen when the bridge runs" : probe.trouble();
        return Optional.of(new Verdict("rest-call.stomp", "message bus", ok, probe.reachable(), summary, List.of()));
    }

    private static Verdict check(CamelContext context, Connection connection) {
        List<String> details = new ArrayList<>();
        try {
            JsonNode answer = new Operations(context, connection).call("check", NullNode.instance, Map.of());
            boolean ok = described(answer, details);
            skew(connection).ifPresent(details::add);
            String summary = (ok ? "works: " : "answers, but may not be read: ")
                    + answer.path("detail").asText();
            return verdict(connection, ok, true, summary, details);
        } catch (CallException e) {
            if (mayBeElsewhere(e)) {
                Probes.run(connection).ifPresent(details::add);
            }
            hint(connection, e.code()).ifPresent(details::add);
            skew(connection).ifPresent(details::add);
            return verdict(connection, false, e.status() != 0, e.getMessage(), details);
        } catch (Exception e) {
            String message = e instanceof BridgeException ? e.getMessage() : e.toString();
            return verdict(connection, false, true, message, details);
        }
    }

    /** @return whether the system is of use: one that may not be read is not, one that may not be written to can be a source */
    private static boolean described(JsonNode answer, List<String> details) {
        String version = answer.path("version").asText("");
        if (!version.isEmpty()) {
            details.add("Version of the system: " + version + ".");
        }
        details.add("Permissions: reading %s, writing %s."
                .formatted(word(answer.path("read")), word(answer.path("write"))));
        answer.path("warnings").forEach(warning -> details.add(warning.asText()));
        return answer.path("read").asBoolean(true);
    }

    private static String word(JsonNode permission) {
        return permission.isBoolean() ? permission.booleanValue() ? "yes" : "no" : "not known";
    }

    private static boolean mayBeElsewhere(CallException e) {
        return e.code().equals("rest/wrong-url")
                || e.code().equals(CallException.UNREACHABLE)
                || e.status() == 404
                || e.status() == 405
                || e.status() >= 500;
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
