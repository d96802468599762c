package io.soarbridge.outbox;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultAsyncProducer;

/** Puts the message's body, a JSON document, into the ledger; the exchange goes on when it is on disk, with the event's id as body. */
final class OutboxProducer extends DefaultAsyncProducer {
    private final OutboxEndpoint endpoint;

    OutboxProducer(OutboxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        NewEvent event;
        try {
            byte[] json = exchange.getMessage().getMandatoryBody(byte[].class);
            event = endpoint.outbox().reader().read(endpoint.source(), endpoint.connection(), json);
        } catch (InvalidPayloadException | RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        endpoint.outbox().store().accept(List.of(event)).whenComplete((receipts, failure) -> {
            if (failure != null) {
                exchange.setException(failure);
            } else {
                exchange.getMessage().setBody(Long.toString(receipts.get(0).eventId()));
            }
            callback.done(false);
        });
        return false;
    }
}
