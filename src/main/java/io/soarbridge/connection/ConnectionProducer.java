package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Sends the message's body as JSON and puts the answer's JSON in its place; headers are neither read nor written. */
final class ConnectionProducer extends DefaultProducer {
    private final Call call;

    ConnectionProducer(ConnectionEndpoint endpoint, Call call) {
        super(endpoint);
        this.call = call;
    }

    @Override
    public void process(Exchange exchange) {
        JsonNode body = ExchangeParts.body(exchange);
        exchange.getMessage().setBody(call.run(body, ExchangeParts.values(exchange), ExchangeParts.subject(exchange)));
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
