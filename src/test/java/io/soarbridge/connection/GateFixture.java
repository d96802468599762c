package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Classifier;
import io.soarbridge.rest.Expected;
import io.soarbridge.testkit.SettableClock;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A gate, a clock to move, and what can happen to requests. */
abstract class GateFixture {
    final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    final Gate gate = new Gate("target", clock);

    List<Gate.Pass> enter(int times) {
        List<Gate.Pass> passes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            passes.add(gate.enter().orElseThrow());
        }
        return passes;
    }

    void fail(int status, String retryAfter, Object subject) {
        gate.failed(gate.enter().orElseThrow(), failure(status, retryAfter), subject);
    }

    List<Long> waitsOf(int status, int times) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            fail(status, null, "a");
            waits.add(untilOpen().toSeconds());
            clock.advance(untilOpen());
        }
        return waits;
    }

    Duration untilOpen() {
        return Duration.between(clock.instant(), gate.pause().orElseThrow().until());
    }

    CallException failure(int status, String retryAfter) {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        Answer answer = new Answer(status, "", retryAfter, null, new byte[0]);
        return catchThrowableOfType(
                CallException.class, () -> classifier.json("GET /x", false, Expected.PLAIN, answer));
    }

    CallException broken() {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        return classifier.broken("GET /x", false, new java.net.SocketException("reset"));
    }

    CallException unreachable() {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        return classifier.broken("GET /x", false, new ConnectException("refused"));
    }
}
