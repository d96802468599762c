package io.soarbridge.auth;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A token endpoint that says what it was told to, and remembers what it was asked. */
final class ScriptedEndpoint implements TokenEndpoint {
    /** One answer. */
    @FunctionalInterface
    interface Step {
        TokenAnswer answer() throws IOException;
    }

    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<String> forms = Collections.synchronizedList(new ArrayList<>());

    ScriptedEndpoint says(int status, String body) {
        return does(() -> new TokenAnswer(status, "application/json", body));
    }

    synchronized ScriptedEndpoint does(Step step) {
        steps.add(step);
        return this;
    }

    @Override
    public TokenAnswer post(URI url, String form) throws IOException {
        forms.add(form);
        Step step;
        synchronized (this) {
            step = steps.remove();
        }
        return step.answer();
    }

    List<String> forms() {
        return List.copyOf(forms);
    }
}
