package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code rest-call:<any name>?rest_api_url=…}: the function as a step of a route. Inputs that stand at the endpoint are the route's, and
 * no message changes them. With {@code rest_api_url} among them the message is the request's body, where the method takes one; without,
 * the message is the inputs. The payload takes the message's place. Headers are neither read nor written.
 */
public final class RestCallComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(RestCallComponent.class);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String FAIL = "failOnError";

    private final RestFunction function;

    public RestCallComponent(CamelContext context, RestFunction function) {
        super(context);
        this.function = function;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        boolean fail = getAndRemoveParameter(parameters, FAIL, boolean.class, false);
        ObjectNode fixed = JsonNodeFactory.instance.objectNode();
        List<InputSpec> taken = InputSpec.ALL.stream()
                .filter(spec -> parameters.containsKey(spec.name()))
                .toList();
        taken.forEach(spec -> fixed.set(spec.name(), value(spec, String.valueOf(parameters.remove(spec.name())))));
        return new Step(uri, this, fixed, fail);
    }

    /** What stands in a route is text; the function asks for some inputs as what they are. */
    private static JsonNode value(InputSpec spec, String text) {
        boolean plain = spec.type() == InputSpec.Type.TEXT || spec.type() == InputSpec.Type.DATA;
        try {
            return plain ? JsonNodeFactory.instance.textNode(text) : Json.read(text);
        } catch (IOException e) {
            throw new BridgeException(
                    "restcall/input",
                    "The route sets %s, which takes %s, to something else."
                            .formatted(spec.name(), spec.type().name().toLowerCase(Locale.ROOT)),
                    e);
        }
    }

    private static final class Step extends DefaultEndpoint {
        private final RestCallComponent component;
        private final ObjectNode fixed;
        private final boolean fail;

        private Step(String uri, RestCallComponent component, ObjectNode fixed, boolean fail) {
            super(uri, component);
            this.component = component;
            this.fixed = fixed;
            this.fail = fail;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    ObjectNode payload = component.function.call(inputs(exchange), text -> LOG.debug("{}", text));
                    if (fail && !payload.get("success").asBoolean()) {
                        throw new BridgeException(
                                "restcall/failed", payload.get("reason").asText());
                    }
                    exchange.getMessage().setBody(payload);
                }
            };
        }

        private ObjectNode inputs(Exchange exchange) {
            ObjectNode inputs = fixed.deepCopy();
            if (fixed.has(Names.URL)) {
                String method = fixed.path(Names.METHOD).asText("GET").toUpperCase(Locale.ROOT);
                inputs.put(Names.METHOD, method);
                if (!fixed.has(Names.BODY) && WITH_BODY.contains(method)) {
                    body(exchange, inputs);
                }
                return inputs;
            }
            if (json(exchange) instanceof ObjectNode given) {
                return given.deepCopy().setAll(fixed);
            }
            throw new BridgeException(
                    "restcall/input",
                    "The message has to be one JSON object with the inputs of the REST call, such as rest_api_url.");
        }

        private void body(Exchange exchange, ObjectNode inputs) {
            JsonNode json = json(exchange);
            if (json != null) {
                inputs.set(Names.BODY, json);
                if (!fixed.has(Names.HEADERS)) {
                    inputs.put(Names.HEADERS, "Content-Type: application/json");
                }
                return;
            }
            inputs.put(Names.BODY, exchange.getMessage().getBody(String.class));
        }

        /** Null when the message is no JSON. */
        private static JsonNode json(Exchange exchange) {
            Object body = exchange.getMessage().getBody();
            if (body instanceof JsonNode node) {
                return node.isNull() ? null : node;
            }
            if (body instanceof Map<?, ?> map) {
                return Json.mapper().valueToTree(map);
            }
            try {
                String text = exchange.getMessage().getBody(String.class);
                JsonNode node = text == null ? null : Json.read(text);
                return node == null || node.isMissingNode() || !node.isContainerNode() ? null : node;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        public boolean isLenientProperties() {
            return false;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("rest-call: endpoints are only called");
        }
    }
}
