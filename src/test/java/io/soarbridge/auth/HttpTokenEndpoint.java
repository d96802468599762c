package io.soarbridge.auth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Posts by the JDK's client, and remembers what. */
final class HttpTokenEndpoint implements TokenEndpoint {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> forms = Collections.synchronizedList(new ArrayList<>());

    @Override
    public TokenAnswer post(URI url, String form) throws IOException {
        forms.add(form);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new TokenAnswer(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse(null),
                    answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("ended");
        }
    }

    List<String> forms() {
        return List.copyOf(forms);
    }
}
