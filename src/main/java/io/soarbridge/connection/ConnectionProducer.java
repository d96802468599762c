package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Sends the message's body as JSON and puts the answer's JSON in its place; headers are neither read nor written. */
final class ConnectionProducer extends DefaultProducer {
    private final Call call;
    private final Mapping next;
    private final int pages;
    private final JsonNode options;

    /** @param next makes the next request of an answer, null when no more pages are wanted */
    ConnectionProducer(ConnectionEndpoint endpoint, Call call, Mapping next, int pages) {
        super(endpoint);
        this.call = call;
        this.next = next;
        this.pages = pages;
        this.options = endpoint.connection().options();
    }

    @Override
    public void process(Exchange exchange) {
        Function<String, String> values = ExchangeParts.values(exchange);
        Object subject = ExchangeParts.subject(exchange);
        JsonNode request = ExchangeParts.body(exchange);
        JsonNode answer = call.run(request, values, subject);
        for (int page = 1; next != null && page < pages; page++) {
            request = next.apply(answer, variables(exchange, request));
            if (request.isNull()) {
                break;
            }
            answer = call.run(request, values, subject);
        }
        exchange.getMessage().setBody(answer);
    }

    private Map<String, JsonNode> variables(Exchange exchange, JsonNode request) {
        return Map.of("request", request, "input", ExchangeParts.input(exchange), "settings", options);
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
