package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** A request as people may see it: what would be sent and which way, without any credential. */
final class Preview {
    private static final String MASK = "******";
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(basic|bearer|digest|token|apikey|oauth|negotiate) .*", Pattern.DOTALL);
    private static final Pattern COOKIE = Pattern.compile("=[^;]*");

    private final Hops hops;
    private final Substitution substitution;

    Preview(Hops hops, Substitution substitution) {
        this.hops = hops;
        this.substitution = substitution;
    }

    /** Stands for a file that a call would fetch. */
    static Attachment file(Attachment.Place place) {
        String kind = place.attachment() == null ? "artifact " + place.artifact() : "attachment " + place.attachment();
        String what = "<%s of incident %s>"
                .formatted(place.task() == null ? kind : kind + " of task " + place.task(), place.incident());
        byte[] text = what.getBytes(StandardCharsets.UTF_8);
        return new Attachment(
                what, "application/octet-stream", text.length, () -> new ByteArrayInputStream(text), () -> {});
    }

    /** @throws CallFailure when it could not be sent */
    ObjectNode of(Plan plan) throws CallFailure {
        Hops.Ready ready = plan.ready();
        HttpUriRequestBase request = Hops.request(ready, new Jar());
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.putNull("reason");
        ObjectNode what = shown.putObject("request");
        what.put("method", ready.method());
        what.put("target", substitution.hiddenAnywhere(ready.url().target()));
        what.put("url", substitution.hiddenAnywhere(ready.url().toString()));
        ArrayNode headers = what.putArray("headers");
        if (!request.containsHeader("Host")) {
            add(headers, "Host", substitution.hiddenAnywhere(ready.url().authority()));
        }
        for (Header header : request.getHeaders()) {
            add(headers, header.getName(), value(header));
        }
        HttpEntity body = request.getEntity();
        if (body != null && plan.file() == null) {
            add(headers, "Content-Length", Long.toString(body.getContentLength()));
        }
        what.put("body", body == null ? null : body(body));
        what.put("bytes", body == null ? 0 : body.getContentLength());
        shown.put("tls", ready.url().isTls() ? ready.tls().words() : null);
        shown.put("proxy", proxy(ready.url()));
        return shown;
    }

    private static void add(ArrayNode headers, String name, String value) {
        headers.addObject().put("name", name).put("value", value);
    }

    private String value(Header header) {
        String value = header.getValue();
        switch (header.getName().toLowerCase(java.util.Locale.ROOT)) {
            case "authorization":
                if (value.startsWith(SignIn.FORETOLD)) {
                    return substitution.hiddenAnywhere(value);
                }
                return SCHEME.matcher(value).matches() ? value.substring(0, value.indexOf(' ') + 1) + MASK : MASK;
            case "cookie":
                return COOKIE.matcher(value).find()
                        ? substitution.hiddenAnywhere(COOKIE.matcher(value).replaceAll("=" + MASK))
                        : MASK;
            default:
                return substitution.hiddenAnywhere(value);
        }
    }

    private String body(HttpEntity entity) throws CallFailure {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            entity.writeTo(bytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return substitution.hiddenAnywhere(text);
        } catch (CharacterCodingException e) {
            return "<%d bytes that are no text>".formatted(entity.getContentLength());
        } catch (IOException e) {
            throw CallFailure.forGood("The body cannot be made: " + e.getMessage(), e);
        }
    }

    private String proxy(RequestUrl url) throws CallFailure {
        try {
            URI proxy = hops.way(url);
            return proxy == null ? null : "%s://%s:%d".formatted(proxy.getScheme(), proxy.getHost(), proxy.getPort());
        } catch (IOException e) {
            throw CallFailure.forGood(e.getMessage(), e);
        }
    }
}
