package io.soarbridge.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.delivery.Operations;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.rest.CallException;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for changes since the watermark, hands each case to the route, and moves the watermark when the route has taken all of a page.
 * So a case may come twice after a crash, and none is left out. The watermark is in the ledger.
 */
final class ChangesConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesConsumer.class);
    /** So that one question does not go on for ever; the next one goes on where it ended. */
    private static final int MOST_PAGES = 1_000;

    private final ChangesEndpoint endpoint;
    private final Operations operations;
    private final OutboxStore store;
    private Instant begin;

    ChangesConsumer(ChangesEndpoint endpoint, Processor processor, Operations operations, OutboxStore store) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.operations = operations;
        this.store = store;
    }

    @Override
    protected void doStart() throws Exception {
        begin = endpoint.begin(); // of the first start, however long the system is away then
        super.doStart();
    }

    @Override
    protected int poll() throws Exception {
        String name = endpoint.watermark(getRouteId());
        String mark = store.watermark(name).orElse(null);
        int taken = 0;
        boolean more = true;
        for (int pages = 0; more && pages < MOST_PAGES && isRunAllowed(); pages++) {
            JsonNode page;
            try {
                page = operations.call("case-changes", question(mark), Map.of());
            } catch (CallException e) {
                LOG.debug("Asking {} for changes: {}", endpoint.connection(), e.getMessage());
                return taken; // the connection says itself why it rests, and the next question comes
            }
            taken += hand(page.path("cases"));
            String next = page.path("watermark").asText(null);
            if (next != null
                    && !next.equals(mark)
                    && !store.saveWatermark(name, mark, next).join()) {
                LOG.debug("Another bridge has moved the watermark {}", name);
                return taken;
            }
            more = page.path("more").asBoolean() && next != null && !next.equals(mark);
            mark = next;
        }
        return taken;
    }

    private ObjectNode question(String mark) {
        return Json.mapper()
                .createObjectNode()
                .put("since", mark)
                .put("from", mark != null || begin == null ? null : begin.toString())
                .put("limit", endpoint.limit());
    }

    private int hand(JsonNode cases) throws Exception {
        for (JsonNode one : cases) {
            Exchange exchange = createExchange(true);
            exchange.getMessage().setBody(one);
            exchange.setVariable("remoteId", one.at("/source/id").asText(null));
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new BridgeException(
                        "changes/not-taken",
                        "Route %s did not take a changed case of %s (%s): %s. It comes again."
                                .formatted(
                                        getRouteId(),
                                        endpoint.connection(),
                                        one.path("uid").asText(),
                                        exchange.getException().getMessage()),
                        exchange.getException());
            }
        }
        return cases.size();
    }
}
