package io.soarbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Brings one case to the system, with one effect however often it is tried. A create that may have happened before is looked for
 * first; an update of a case that the system does not have yet creates it.
 */
public final class DeliverProcessor implements Processor {
    /** Margin for a system whose clock is behind ours, when looking for what an earlier attempt made. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(10);

    private static final int CLOSED = 5;

    private final Operations operations;
    private final OutboxStore store;
    private final InstantSource clock;

    public DeliverProcessor(Operations operations, OutboxStore store, InstantSource clock) {
        this.operations = operations;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Claim claim = Claims.of(exchange);
        if (claim.operation().equals("case-create")) {
            create(claim, exchange);
        } else {
            change(claim, exchange);
        }
    }

    private void create(Claim claim, Exchange exchange) throws Exception {
        if (claim.maybeApplied()) {
            JsonNode wanted = exchange.getMessage().getBody(JsonNode.class);
            Optional<JsonNode> found = find(claim, wanted);
            if (found.isPresent()) {
                found(wanted, found.get(), exchange);
                return;
            }
        }
        operations.run("case-create", exchange);
    }

    /** What an earlier attempt made of a closed case may still be open, where closing takes a request of its own. */
    private void found(JsonNode wanted, JsonNode found, Exchange exchange) throws Exception {
        if (found.path("open").asBoolean() && wanted.path("status").path("id").asInt() == CLOSED) {
            operations.call(
                    "case-close",
                    wanted,
                    Map.of("remoteId", found.path("remoteId").asText()));
        }
        exchange.getMessage().setBody(found);
    }

    private void change(Claim claim, Exchange exchange) throws Exception {
        JsonNode changed = exchange.getMessage().getBody(JsonNode.class);
        String remoteId = store.remoteId(claim.connection(), claim.orderKey()).orElse(null);
        if (remoteId == null) {
            remoteId = findOrCreate(claim, changed);
        }
        if (remoteId == null) {
            exchange.getMessage().setBody(outcome("dropped-by-rule"));
            return;
        }
        exchange.setVariable("remoteId", remoteId);
        operations.run(claim.operation(), exchange);
    }

    /** Null when a rule of the system dropped the case. */
    private String findOrCreate(Claim claim, JsonNode changed) throws Exception {
        Optional<JsonNode> found = find(claim, changed);
        JsonNode made = found.isPresent() ? found.get() : operations.call("case-create", changed, Map.of());
        JsonNode id = made.path("remoteId");
        return id.isMissingNode() || id.isNull() ? null : id.asText();
    }

    private Optional<JsonNode> find(Claim claim, JsonNode wanted) throws Exception {
        JsonNode found = operations.call(
                "case-find",
                NullNode.instance,
                Map.of(
                        "externalKey",
                        wanted.path("uid").asText(),
                        "since",
                        since(claim).toString()));
        if (!(found instanceof ObjectNode object) || object.path("remoteId").isNull()) {
            return Optional.empty();
        }
        return Optional.of(object.put("outcome", "found"));
    }

    /** From when on an earlier attempt can have had its effect. A first claim in the future says that the clock was put back. */
    private Instant since(Claim claim) {
        Instant first = claim.firstClaimedAt();
        return first.isAfter(clock.instant()) ? Instant.EPOCH : first.minus(CLOCK_MARGIN);
    }

    private static ObjectNode outcome(String outcome) {
        return JsonNodeFactory.instance.objectNode().put("outcome", outcome);
    }
}
