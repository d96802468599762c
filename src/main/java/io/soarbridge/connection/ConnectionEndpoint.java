package io.soarbridge.connection;

import io.soarbridge.mapping.Mapping;
import io.soarbridge.rest.Classifier;
import io.soarbridge.support.BridgeException;
import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.support.DefaultEndpoint;

/** Options of one call; set by routes and Kamelets, never by a message. */
public final class ConnectionEndpoint extends DefaultEndpoint {
    private final Connection connection;
    private String method = "GET";
    private String path = "/";
    private String prefix;
    private boolean writes = true;
    private boolean body = true;
    private String load;
    private String merge;
    private String conflict;
    private String errorField;
    private int tries = 5;
    private String next;
    private int pages = 100;

    ConnectionEndpoint(String uri, ConnectionComponent component, Connection connection) {
        super(uri, component);
        this.connection = connection;
    }

    @Override
    public Producer createProducer() throws Exception {
        if (load == null) {
            Mapping following = next == null ? null : connection.mapping(next);
            return new ConnectionProducer(this, call(method, path, body), following, pages);
        }
        if (merge == null) {
            throw new BridgeException(
                    "connection/merge-missing",
                    "Endpoint %s has load but no merge. Name the mapping that merges, or take load away."
                            .formatted(getEndpointUri()));
        }
        return new ReadMergeWriteProducer(
                this, call("GET", load, false), call(method, path, true), connection.mapping(merge));
    }

    private Call call(String callMethod, String callPath, boolean sendsBody) throws Exception {
        PathTemplate template = new PathTemplate(callPath);
        String base = connection.settings().url()
                + (prefix == null ? connection.settings().pathPrefix() : prefix);
        boolean fixed = callPath.indexOf(':') < 0;
        return new Call(
                connection,
                http(callMethod, fixed ? base + callPath : base, fixed),
                callMethod,
                template,
                fixed,
                sendsBody,
                writes && !callMethod.equals("GET"),
                new Classifier.Expected(
                        conflict == null ? null : Pattern.compile(conflict, Pattern.CASE_INSENSITIVE), errorField));
    }

    private Producer http(String callMethod, String url, boolean fixed) throws Exception {
        HttpComponent component =
                getCamelContext().getComponent(connection.settings().url().getScheme(), HttpComponent.class);
        HttpEndpoint http = (HttpEndpoint) component.createEndpoint(url);
        http.setHttpMethod(HttpMethods.valueOf(callMethod));
        http.setHttpClient(connection.client());
        http.setThrowExceptionOnFailure(false);
        http.setBridgeEndpoint(true);
        http.setFollowRedirects(false);
        http.setCopyHeaders(false);
        http.setSkipRequestHeaders(true);
        http.setSkipControlHeaders(fixed);
        return new AnswerProducer(http, connection);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "connection: endpoints are only called; to receive, use a source Kamelet");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    Connection connection() {
        return connection;
    }

    int tries() {
        return tries;
    }

    /** HTTP method, GET unless set. */
    public void setMethod(String method) {
        this.method = method;
    }

    /** Path below the connection's prefix; {@code :name} stands for the exchange variable of that name, percent-encoded. */
    public void setPath(String path) {
        this.path = path;
    }

    /** Path prefix in place of the connection's own, for a route that lives elsewhere. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** False for a request that changes nothing although it is no GET, such as a search by POST: it can be repeated freely. */
    public void setWrites(boolean writes) {
        this.writes = writes;
    }

    /** False to send no body. */
    public void setBody(boolean body) {
        this.body = body;
    }

    /** Path to read the present state from before each write; turns the call into read, merge, write. */
    public void setLoad(String load) {
        this.load = load;
    }

    /** Mapping that merges: its input is the present state, {@code $input} the message's body. */
    public void setMerge(String merge) {
        this.merge = merge;
    }

    /** Pattern in an error's body that means a version conflict. */
    public void setConflict(String conflict) {
        this.conflict = conflict;
    }

    /**
     * Mapping that asks for a further page: its input is an answer, {@code $request} what was sent for it, {@code $input} the
     * operation's input; it yields the next request, or null when there is enough. The last answer becomes the body.
     */
    public void setNext(String next) {
        this.next = next;
    }

    /** At most so many pages. */
    public void setPages(int pages) {
        this.pages = pages;
    }

    /** Top-level field that means failure when an answer with status 200 fills it. */
    public void setErrorField(String errorField) {
        this.errorField = errorField;
    }

    /** How often read, merge, write is tried when somebody else changes the thing meanwhile. */
    public void setTries(int tries) {
        this.tries = tries;
    }
}
