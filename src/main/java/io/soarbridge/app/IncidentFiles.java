package io.soarbridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.delivery.Operations;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.rest.Breakage;
import io.soarbridge.restcall.Attachment;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of incidents by the operation {@code file-get} of a connection. A long one lies on disk until it is released. */
final class IncidentFiles implements Attachment.Source {
    private static final String OPERATION = "file-get";
    private static final Logger LOG = LoggerFactory.getLogger(IncidentFiles.class);

    private final String connection;
    private final Supplier<Operations> operations;
    private final Path routes;

    /**
     * @param connection its name
     * @param operations those of the connection, null while they are not there yet
     * @param routes the folder with the Kamelets
     */
    IncidentFiles(String connection, Supplier<Operations> operations, Path routes) {
        this.connection = connection;
        this.operations = operations;
        this.routes = routes;
    }

    @Override
    public Attachment find(Attachment.Place place) throws IOException {
        Operations.Kept kept = fetched(offered(), place);
        try {
            return attachment(kept);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private Operations offered() throws IOException {
        Operations offered = operations.get();
        if (offered == null) {
            throw new IOException("connection %s is not started yet. Try again in a moment.".formatted(connection));
        }
        String type = offered.settings().type().type();
        if (!Kamelets.operations(routes, type).contains(OPERATION)) {
            throw new IOException(
                    "connection %s is of type %s, which has no operation %s. Name a connection that has it in soarbridge.rest-call.connection; docs/reference/connectors.md lists them."
                            .formatted(connection, type, OPERATION));
        }
        return offered;
    }

    private Operations.Kept fetched(Operations offered, Attachment.Place place) throws IOException {
        try {
            return offered.keep(OPERATION, NullNode.instance, variables(place));
        } catch (Exception e) {
            throw new IOException(words(e), e);
        }
    }

    private static Map<String, String> variables(Attachment.Place place) {
        Map<String, String> variables = new HashMap<>();
        variables.put("incidentId", place.incident());
        variables.put("taskId", place.task());
        variables.put("attachmentId", place.attachment());
        variables.put("artifactId", place.artifact());
        variables.values().removeIf(value -> value == null);
        return variables;
    }

    private Attachment attachment(Operations.Kept kept) throws IOException {
        Exchange exchange = kept.exchange();
        if (!(exchange.getMessage().getBody() instanceof StreamCache contents)) {
            throw new IOException("connection %s gave an answer without a file".formatted(connection));
        }
        JsonNode found = exchange.getVariable("found") instanceof JsonNode node ? node : MissingNode.getInstance();
        return new Attachment(
                found.path("name").asText("file"),
                found.path("mediaType").asText("application/octet-stream"),
                contents.length(),
                () -> opened(kept, contents),
                kept::close);
    }

    /** A copy that is read from its beginning, of the same file on disk. */
    private static InputStream opened(Operations.Kept kept, StreamCache contents) throws IOException {
        if (kept.isClosed()) {
            throw new IOException("the file has been released");
        }
        Exchange exchange = kept.exchange();
        StreamCache copy = contents.copy(exchange);
        return exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, copy);
    }

    /** What to tell the caller, who may not be the operator. */
    private String words(Exception e) {
        for (Throwable cause : Breakage.of(e).chain()) {
            if (cause instanceof MappingException mapping) {
                return mapping.reason();
            }
            if (cause instanceof BridgeException known) {
                return known.getMessage();
            }
        }
        LOG.warn("{} of {} failed", OPERATION, connection, e);
        return "operation %s of connection %s failed; the bridge's log says why".formatted(OPERATION, connection);
    }
}
