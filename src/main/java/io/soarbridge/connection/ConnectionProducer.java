package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Sends the message's body as JSON and puts the answer's JSON in its place; headers are neither read nor written. */
final class ConnectionProducer extends DefaultProducer {
    /** So many calls at their longest may go by before no further page is begun; {@code ConnectionLane} leaves room for it. */
    private static final int LONGEST_CALLS = 2;

    private final Call call;
    private final Mapping next;
    private final int pages;
    private final Connection connection;

    /** @param next makes the next request of an answer, null when no more pages are wanted */
    ConnectionProducer(ConnectionEndpoint endpoint, Call call, Mapping next, int pages) {
        super(endpoint);
        this.call = call;
        this.next = next;
        this.pages = pages;
        this.connection = endpoint.connection();
    }

    @Override
    public void process(Exchange exchange) {
        Function<String, String> values = ExchangeParts.values(exchange);
        Object subject = ExchangeParts.subject(exchange);
        JsonNode request = ExchangeParts.body(exchange);
        Instant begun = connection.clock().instant();
        JsonNode answer = call.run(request, values, subject);
        for (int page = 1; next != null && page < pages; page++) {
            request = next.apply(answer, variables(exchange, request));
            if (request.isNull()) {
                break;
            }
            requireTime(begun, page);
            answer = call.run(request, values, subject);
        }
        exchange.getMessage().setBody(answer);
    }

    /** A worker that went on for ever would outlive its claim, and the event would be given to another one beside it. */
    private void requireTime(Instant begun, int pages) {
        Duration most = connection.settings().longestCall().multipliedBy(LONGEST_CALLS);
        if (Duration.between(begun, connection.clock().instant()).compareTo(most) > 0) {
            throw new BridgeException(
                    "connection/listing-too-long",
                    "Paging through a listing of %s: %d pages took more than %d s, and there are more. It starts over later. Look why the system answers slowly, or raise response-timeout."
                            .formatted(connection.settings().name(), pages, most.toSeconds()));
        }
    }

    private Map<String, JsonNode> variables(Exchange exchange, JsonNode request) {
        return Map.of("request", request, "input", ExchangeParts.input(exchange), "settings", connection.options());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(call.http());
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(call.http());
        super.doStop();
    }
}
