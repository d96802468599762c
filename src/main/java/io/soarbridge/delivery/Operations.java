package io.soarbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Producer;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of one connection by name, each its connector's Kamelet {@code <type>-<operation>-action}. Started on first use,
 * then kept.
 */
public final class Operations {
    private static final int DEEPEST_CAUSE = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final CamelContext context;
    private final Connection connection;
    private final Map<String, Producer> producers = new ConcurrentHashMap<>();

    public Operations(CamelContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    /** Starts an operation ahead of its first use, so that a connector that lacks it stops the start. */
    public void prepare(String operation) {
        producer(operation);
    }

    /** On the given exchange: its body is the input, its body afterwards the result. */
    void run(String operation, Exchange exchange) throws Exception {
        JsonNode input = exchange.getMessage().getBody(JsonNode.class);
        producer(operation).process(exchange);
        Exception failure = exchange.getException();
        if (failure == null) {
            return;
        }
        if (!mayBeOutdated(exchange)) {
            throw failure;
        }
        connection.forget();
        exchange.removeProperty(Connection.USED_REMEMBERED);
        exchange.setException(null);
        exchange.getMessage().setBody(input);
        producer(operation).process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /**
     * Apart from any other exchange.
     *
     * @param variables what the operation asks for, such as {@code remoteId}
     * @return the result, never null
     */
    public JsonNode call(String operation, JsonNode body, Map<String, ?> variables) throws Exception {
        Exchange exchange = exchange(operation, body, variables);
        run(operation, exchange);
        return exchange.getMessage().getBody(JsonNode.class);
    }

    /** As {@link #call}, for a result that hangs on its exchange, such as a file on disk: it lasts until it is closed. */
    public Kept keep(String operation, JsonNode body, Map<String, ?> variables) throws Exception {
        Exchange exchange = exchange(operation, body, variables);
        UnitOfWork unit = PluginHelper.getUnitOfWorkFactory(context).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(unit);
        // a Kamelet runs on a copy, whose end would be that of the file
        exchange.setProperty(ExchangePropertyKey.STREAM_CACHE_UNIT_OF_WORK, unit);
        unit.pushRoute(context.getRoute(routeId(operation))); // one without a route is not asked
        Kept kept = new Kept(exchange);
        try {
            run(operation, exchange);
            return kept;
        } catch (Exception | Error e) {
            kept.close();
            throw e;
        }
    }

    /** An exchange whose operation is through, with all that hangs on it. */
    public record Kept(Exchange exchange) implements AutoCloseable {
        public boolean isClosed() {
            return exchange.getUnitOfWork() == null;
        }

        /** Does nothing the second time. */
        @Override
        public void close() {
            UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
        }
    }

    /** What the operations are run over. */
    public ConnectionSettings settings() {
        return connection.settings();
    }

    private Exchange exchange(String operation, JsonNode body, Map<String, ?> variables) {
        Exchange exchange = producer(operation).getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        variables.forEach(exchange::setVariable);
        return exchange;
    }

    /** Somebody may have renamed what we remember by its number: a refusal is worth a second try with fresh names, and cannot double. */
    private static boolean mayBeOutdated(Exchange exchange) {
        Exception failure = exchange.getException();
        return failure != null
                && Boolean.TRUE.equals(exchange.getProperty(Connection.USED_REMEMBERED))
                && (cause(failure, MappingException.class) != null
                        || cause(failure, CallException.class) instanceof CallException call
                                && call.failure() == Failure.PERMANENT
                                && !call.maybeApplied());
    }

    private static Throwable cause(Throwable failure, Class<? extends Throwable> wanted) {
        Throwable found = failure;
        for (int depth = 0; found != null && depth < DEEPEST_CAUSE; depth++, found = found.getCause()) {
            if (wanted.isInstance(found)) {
                return found;
            }
        }
        return null;
    }

    /** Whether the system answers the connector's {@code check} as it should. */
    public boolean works() {
        try {
            call("check", NullNode.instance, Map.of());
            return true;
        } catch (Exception e) {
            LOG.debug("{} does not answer its check", connection.settings().name(), e);
            return false;
        }
    }

    private Producer producer(String operation) {
        return producers.computeIfAbsent(operation, this::start);
    }

    private String routeId(String operation) {
        return connection.settings().name() + "." + operation;
    }

    private Producer start(String operation) {
        String kamelet = "%s-%s-action".formatted(connection.settings().type().type(), operation);
        String name = connection.settings().name();
        try {
            Endpoint endpoint =
                    context.getEndpoint("kamelet:%s/%s?connection=%s".formatted(kamelet, routeId(operation), name));
            Producer producer = endpoint.createProducer();
            context.addService(producer);
            return producer;
        } catch (Exception e) {
            throw new CamelExecutionException(
                    "Starting operation %s of connection %s (Kamelet %s) failed".formatted(operation, name, kamelet),
                    null,
                    e);
        }
    }
}
