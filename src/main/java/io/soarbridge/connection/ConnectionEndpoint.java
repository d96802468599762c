package io.soarbridge.connection;

import io.soarbridge.mapping.Mapping;
import io.soarbridge.support.BridgeException;
import java.time.DateTimeException;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;

/** One kind of call to a system; {@link CallSettings} says which. */
public final class ConnectionEndpoint extends DefaultEndpoint {
    private final Connection connection;
    private final CallSettings settings;

    ConnectionEndpoint(String uri, ConnectionComponent component, Connection connection, CallSettings settings) {
        super(uri, component);
        this.connection = connection;
        this.settings = settings;
    }

    @Override
    public Producer createProducer() throws Exception {
        Call call = call(settings.method(), settings.path(), settings.send(settings.method()));
        if (settings.load() != null) {
            requireMerge();
            Call read = call("GET", settings.load(), Send.NONE);
            return new CallProducer(this, new ReadMergeWrite(read, call, mapping(settings.merge()), settings.tries()));
        }
        return new CallProducer(this, work(call));
    }

    private Work work(Call call) {
        if (settings.each()) {
            return new EachRow(call);
        }
        if (settings.until() != null) {
            return new Until(
                    call,
                    mapping(settings.until()),
                    duration("every", settings.every()),
                    duration("atMost", settings.atMost()));
        }
        return settings.next() == null
                ? new OneCall(call)
                : new Pages(call, mapping(settings.next()), rows(), settings.pages());
    }

    private Mapping rows() {
        return settings.rows() == null ? null : mapping(settings.rows());
    }

    private Mapping mapping(String name) {
        return connection.mapping(name);
    }

    private void requireMerge() {
        if (settings.merge() == null) {
            throw new BridgeException(
                    "connection/merge-missing",
                    "Endpoint %s has load but no merge. Name the mapping that merges, or take load away."
                            .formatted(getEndpointUri()));
        }
    }

    private Call call(String method, String path, Send send) throws Exception {
        String prefix = settings.prefix() == null ? connection.settings().pathPrefix() : settings.prefix();
        boolean writes = settings.writes() && !method.equals("GET");
        return new Call(
                connection,
                http(),
                settings.open()
                        ? new OpenShape(prefix)
                        : Shape.fixed(method, prefix, new PathTemplate(path), send, writes),
                settings.receive(),
                settings.contentField(),
                settings.expected(),
                settings.cached() == null ? null : duration("cached", settings.cached()));
    }

    private static Duration duration(String option, String text) {
        try {
            Duration duration = Duration.ofMillis(TimeUtils.toMilliSeconds(text));
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // said below
        }
        throw CallSettings.wrong(option, text, "a duration such as 10s or 5m");
    }

    private Producer http() throws Exception {
        HttpComponent component =
                getCamelContext().getComponent(connection.settings().url().getScheme(), HttpComponent.class);
        HttpEndpoint http = (HttpEndpoint)
                component.createEndpoint(connection.settings().url().toString());
        http.setHttpMethod(HttpMethods.POST); // the request itself says which
        http.setHttpClient(connection.client());
        http.setThrowExceptionOnFailure(false);
        http.setBridgeEndpoint(true);
        http.setFollowRedirects(false);
        http.setCopyHeaders(false);
        http.setSkipRequestHeaders(true);
        http.setSkipControlHeaders(true);
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

    /** Null when the answer becomes the body. */
    String into() {
        return settings.into();
    }

    boolean receivesFile() {
        return settings.receive() == Receive.FILE;
    }
}
