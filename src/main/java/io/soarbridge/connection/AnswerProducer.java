package io.soarbridge.connection;

import io.soarbridge.rest.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpProducer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/**
 * Camel's HTTP producer, which leaves an {@link Answer} as the body: whole, of bounded size, and within the deadline. None of the
 * system's headers becomes a header of the message.
 */
final class AnswerProducer extends HttpProducer {
    static final int LARGEST = 16 * 1024 * 1024;
    /** So much is made room for on the word of the system alone. */
    private static final int USUAL = 64 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final Connection connection;
    private final String base;

    AnswerProducer(HttpEndpoint endpoint, Connection connection) {
        super(endpoint);
        this.connection = connection;
        this.base = connection.settings().url().toString();
    }

    /** Made of the {@link Outgoing} alone: Camel's own way reads the message's headers and parses the URL several times. */
    @Override
    protected HttpUriRequest createMethod(Exchange exchange) {
        Outgoing outgoing = (Outgoing) exchange.getIn().getBody();
        HttpUriRequestBase request = new HttpUriRequestBase(outgoing.method(), URI.create(base + outgoing.target()));
        request.setEntity(outgoing.entity());
        if (outgoing.owner() != null) {
            request.setHeader("Accept", "*/*");
        }
        return request;
    }

    @Override
    protected <T> T executeMethod(
            Exchange exchange, HttpHost host, HttpUriRequest request, HttpClientResponseHandler<T> handler)
            throws IOException, HttpException {
        Deadlines deadlines = connection.deadlines();
        try (Deadlines.Watch watch = deadlines.watch(request::abort)) {
            try {
                return super.executeMethod(exchange, host, request, handler);
            } catch (IOException | HttpException | RuntimeException e) {
                if (!watch.expired()) {
                    throw e;
                }
                SocketTimeoutException late = new SocketTimeoutException("the call was cut off after %d ms"
                        .formatted(deadlines.limit().toMillis()));
                late.addSuppressed(e);
                throw late;
            }
        }
    }

    @Override
    protected void populateResponse(
            Exchange exchange,
            HttpUriRequest request,
            ClassicHttpResponse response,
            HeaderFilterStrategy strategy,
            int status)
            throws IOException {
        connection.answeredAt(header(response, "Date", null));
        Caller owner = ((Outgoing) exchange.getIn().getBody()).owner();
        boolean file = owner != null && status >= 200 && status < 300 && response.getEntity() != null;
        exchange.getMessage()
                .setBody(new Answer(
                        status,
                        header(response, "Content-Type", ""),
                        header(response, "Retry-After", null),
                        header(response, "Location", null),
                        file ? toFile(owner, request, response) : body(request, response.getEntity())));
    }

    private static String header(ClassicHttpResponse response, String name, String otherwise) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? otherwise : header.getValue();
    }

    private static byte[] toFile(Caller owner, HttpUriRequest request, ClassicHttpResponse response)
            throws IOException {
        if (!Download.keep(owner.exchange(), response, response.getEntity().getContent())) {
            request.abort();
            throw new IOException("the file is larger than %d MiB".formatted(Download.LARGEST >> 20));
        }
        return NOTHING;
    }

    private static byte[] body(HttpUriRequest request, HttpEntity entity) throws IOException {
        InputStream stream = entity == null ? null : entity.getContent();
        if (stream == null) {
            return NOTHING;
        }
        long announced = entity.getContentLength();
        if (announced >= 0 && announced <= USUAL) {
            byte[] whole = new byte[(int) announced];
            int read = stream.readNBytes(whole, 0, whole.length);
            stream.read(); // sees the end, which gives the connection back
            return read == whole.length ? whole : Arrays.copyOf(whole, read);
        }
        byte[] bytes = announced > LARGEST ? null : stream.readNBytes(LARGEST + 1);
        if (bytes == null || bytes.length > LARGEST) {
            request.abort(); // closing the stream would read the answer to its end
            throw new IOException("the answer is larger than %d MiB".formatted(LARGEST >> 20));
        }
        return bytes;
    }
}
