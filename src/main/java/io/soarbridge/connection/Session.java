package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.HeaderTemplates;
import io.soarbridge.auth.Signer;
import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.Secret;
import io.soarbridge.rest.Answer;
import io.soarbridge.rest.Classifier;
import io.soarbridge.rest.Expected;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Signs with what a login gave: its cookies, and headers made of them and of its answer. Begins when it is first needed, and anew
 * when the system has ended it; callers at the same time share one login. Thread-safe.
 */
final class Session implements Signer {
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final ConnectionSettings settings;
    private final ConnectorType.Scheme scheme;
    private final Classifier classifier;
    private final Function<String, String> credentials;

    private volatile State state;
    private CloseableHttpClient client;
    private Deadlines deadlines;

    Session(ConnectionSettings settings, InstantSource clock) {
        this.settings = settings;
        this.scheme = settings.type().auth().get(settings.auth());
        // whatever a login is refused with, it is the credentials that are refused
        this.classifier = new Classifier(
                Set.of(400, 401, 403, 422),
                clock,
                new Redactor(settings.credentials().values(), this::secrets));
        this.credentials = name -> {
            Secret secret = settings.credentials().get(name);
            return secret == null ? null : secret.reveal();
        };
    }

    /** What a login left behind. */
    private record State(Map<String, String> headers, Collection<String> secrets) {}

    private static final class Jar {
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private JsonNode answer = MissingNode.getInstance();
    }

    void use(CloseableHttpClient made, Deadlines limits) {
        client = made;
        deadlines = limits;
    }

    @Override
    public Map<String, String> sign() {
        State now = state;
        return now == null ? Map.of() : now.headers();
    }

    @Override
    public Collection<String> secrets() {
        State now = state;
        return now == null ? List.of() : now.secrets();
    }

    /**
     * The session to use, begun now if there is none.
     *
     * @throws io.soarbridge.rest.CallException when the login fails
     */
    Object begun() {
        State now = state;
        return now == null ? begin(null) : now;
    }

    /** @param ended the session that was refused; when another caller has begun one since, that is used */
    void beginAnew(Object ended) {
        begin(ended);
    }

    private synchronized State begin(Object ended) {
        State now = state;
        if (now != null && now != ended) {
            return now;
        }
        state = null; // so that the login does not carry what was refused
        Jar jar = new Jar();
        ConnectorType.Login login = scheme.login();
        if (login.before() != null) {
            request("GET", login.before(), null, login, jar);
        }
        jar.answer = request(login.method(), login.path(), login, jar);
        State begun = state(jar);
        state = begun;
        return begun;
    }

    private JsonNode request(String method, String path, ConnectorType.Login login, Jar jar) {
        ObjectNode fields = Json.mapper().createObjectNode();
        login.fields().forEach((name, template) -> fields.put(name, fill(template, jar)));
        StringEntity body = login.form()
                ? new StringEntity(
                        Percent.pairs(fields),
                        ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8))
                : new StringEntity(fields.toString(), ContentType.APPLICATION_JSON);
        return request(method, path, body, login, jar);
    }

    private JsonNode request(String method, String path, StringEntity body, ConnectorType.Login login, Jar jar) {
        String what = "login by %s %s on %s".formatted(method, path, settings.name());
        HttpUriRequestBase request =
                new HttpUriRequestBase(method, URI.create(settings.url() + settings.pathPrefix() + path));
        request.setEntity(body);
        if (!jar.cookies.isEmpty()) {
            request.setHeader("Cookie", cookies(jar));
        }
        login.headers().forEach((name, template) -> {
            if (body != null) {
                request.setHeader(name, fill(template, jar));
            }
        });
        Answer answer;
        try (Deadlines.Watch watch = deadlines.watch(request::abort)) {
            answer = client.execute(request, response -> answer(response, jar));
        } catch (IOException e) {
            throw classifier.broken(what, false, e);
        }
        boolean redirected = answer.status() >= 300 && answer.status() < 400;
        boolean page = body == null && answer.status() < 300;
        return redirected || page ? MissingNode.getInstance() : classifier.json(what, false, Expected.PLAIN, answer);
    }

    private static Answer answer(ClassicHttpResponse response, Jar jar) throws IOException {
        for (Header header : response.getHeaders("Set-Cookie")) {
            String pair = header.getValue().split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals > 0) {
                jar.cookies.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        Header type = response.getFirstHeader("Content-Type");
        Header location = response.getFirstHeader("Location");
        Header retryAfter = response.getFirstHeader("Retry-After");
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(response.getEntity(), LONGEST_ANSWER);
        return new Answer(
                response.getCode(),
                type == null ? "" : type.getValue(),
                retryAfter == null ? null : retryAfter.getValue(),
                location == null ? null : location.getValue(),
                body);
    }

    private State state(Jar jar) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!jar.cookies.isEmpty()) {
            headers.put("Cookie", cookies(jar));
        }
        scheme.headers().forEach((name, template) -> headers.put(name, fill(template, jar)));
        List<String> secrets = new ArrayList<>(jar.cookies.values());
        secrets.addAll(headers.values());
        return new State(Map.copyOf(headers), List.copyOf(secrets));
    }

    private static String cookies(Jar jar) {
        return jar.cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private String fill(String template, Jar jar) {
        return HeaderTemplates.fill(template, name -> {
            if (name.startsWith("cookie:")) {
                return jar.cookies.get(name.substring("cookie:".length()));
            }
            if (name.startsWith("answer:")) {
                return jar.answer.path(name.substring("answer:".length())).asText(null);
            }
            return credentials.apply(name);
        });
    }
}
