package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Sends the message's body and puts the answer in its place; headers are neither read nor written. */
final class CallProducer extends DefaultProducer {
    private final Work work;
    private final boolean file;
    private final String into;
    private Stopping stopping = new Stopping();

    CallProducer(ConnectionEndpoint endpoint, Work work) {
        super(endpoint);
        this.work = work;
        this.file = endpoint.receivesFile();
        this.into = endpoint.into();
    }

    @Override
    public void process(Exchange exchange) {
        JsonNode answer = work.run(ExchangeParts.body(exchange), Caller.of(exchange), stopping);
        if (into != null) {
            exchange.setVariable(into, answer);
        } else if (!file || answer.isNull()) {
            exchange.getMessage().setBody(answer);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = new Stopping();
        ServiceHelper.startService(http());
    }

    private Object[] http() {
        return work.calls().stream().map(Call::http).toArray();
    }

    @Override
    protected void doStop() throws Exception {
        stopping.stop();
        ServiceHelper.stopService(http());
        super.doStop();
    }
}
