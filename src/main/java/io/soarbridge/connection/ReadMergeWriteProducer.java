package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Changes a thing that others change too: reads its present state, merges the message's body into it, writes it back with the
 * version it was read with, and starts over when somebody was faster. The system's version check decides, never a forced write.
 */
final class ReadMergeWriteProducer extends DefaultProducer {
    private final ConnectionEndpoint endpoint;
    private final Call read;
    private final Call write;
    private final Mapping merge;

    ReadMergeWriteProducer(ConnectionEndpoint endpoint, Call read, Call write, Mapping merge) {
        super(endpoint);
        this.merge = merge;
        this.endpoint = endpoint;
        this.read = read;
        this.write = write;
    }

    @Override
    public void process(Exchange exchange) {
        JsonNode change = ExchangeParts.body(exchange);
        Function<String, String> values = ExchangeParts.values(exchange);
        Object subject = ExchangeParts.subject(exchange);
        for (int attempt = 1; ; attempt++) {
            JsonNode present = read.run(null, values, subject);
            JsonNode merged = merge.apply(present, variables(change));
            try {
                exchange.getMessage().setBody(write.run(merged, values, subject));
                return;
            } catch (CallException e) {
                if (e.failure() != Failure.CONFLICT || attempt >= endpoint.tries()) {
                    throw e;
                }
            }
        }
    }

    private Map<String, JsonNode> variables(JsonNode change) {
        return Map.of("input", change, "settings", endpoint.connection().options());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(read.http(), write.http());
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(read.http(), write.http());
        super.doStop();
    }
}
