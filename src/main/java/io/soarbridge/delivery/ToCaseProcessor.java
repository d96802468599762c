package io.soarbridge.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.casefile.Case;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.support.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the canonical case of a claimed event, by the mapping of its format. */
public final class ToCaseProcessor implements Processor {
    private final Mappings mappings;
    private final Map<String, Mapping> byFormat = new ConcurrentHashMap<>();

    public ToCaseProcessor(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = Claims.of(exchange);
        exchange.getMessage().setBody(caseOf(claim));
    }

    private JsonNode caseOf(Claim claim) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("source", claim.source());
        input.put("id", claim.orderKey().substring(claim.source().length() + 1));
        input.put("receivedAt", claim.receivedAt().toString());
        JsonNode made = toCase(claim.format()).apply(parse(claim), Map.of("input", input));
        Case.from(made); // which refuses what is no case, such as a field that the sender made up
        return made;
    }

    private Mapping toCase(String format) {
        return byFormat.computeIfAbsent(format, name -> mappings.get(name + "/event-to-case"));
    }

    private static JsonNode parse(Claim claim) {
        try {
            return Json.read(claim.payload());
        } catch (JsonProcessingException e) {
            throw new MappingException(
                    "delivery/payload-not-json",
                    "Event %d holds no readable JSON: %s".formatted(claim.eventId(), e.getOriginalMessage()),
                    e);
        }
    }
}
