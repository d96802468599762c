package io.soarbridge.outbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The ledger's rows of one connection. */
final class OutboxEndpoint extends DefaultEndpoint {
    private final OutboxComponent component;
    private final String connection;
    private final String source;

    OutboxEndpoint(String uri, OutboxComponent component, String connection, String source) {
        super(uri, component);
        this.component = component;
        this.connection = connection;
        this.source = source;
    }

    @Override
    public Producer createProducer() {
        component.lane(connection);
        return new OutboxProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OutboxConsumer consumer = new OutboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    OutboxComponent outbox() {
        return component;
    }

    String connection() {
        return connection;
    }

    String source() {
        return source;
    }
}
