package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.Secret;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.simulator.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation of every system, when the system says no. */
class FleetFailuresTest extends FleetTest {
    @TestFactory
    Stream<DynamicTest> expired_credentials_stop_the_connection_and_not_the_event() {
        return each("expired-credential", all(), (bed, operation) -> {
            Input input = Samples.prepared(bed, operation);
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).untilCleared());

            CallException refused = failed(bed, operation, input);

            assertThat(refused.failure()).isEqualTo(Failure.CREDENTIALS);
            assertThat(bed.connection().gate().pause()).isPresent();
        });
    }

    @TestFactory
    Stream<DynamicTest> throttling_is_obeyed() {
        return each("throttled", all(), (bed, operation) -> {
            Input input = Samples.prepared(bed, operation);
            bed.simulator().faults().add(Fault.status(429).retryAfter("7").untilCleared());

            CallException throttled = failed(bed, operation, input);

            assertThat(throttled.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(throttled.maybeApplied()).isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_system_that_comes_back_does_its_work() {
        return each("comes-back", all(), (bed, operation) -> {
            Input input = Samples.prepared(bed, operation);
            bed.simulator().faults().add(Fault.status(503));

            CallException down = failed(bed, operation, input);
            bed.clock().advance(Duration.ofMinutes(10));
            Exchange back = bed.run(operation, input);

            assertThat(down.failure()).isIn(Failure.UNAVAILABLE, Failure.RETRY);
            assertThat(back.getException()).isNull();
            Results.check(operation, back);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_refusal_has_the_systems_own_reason() {
        return each("refused", all(), (bed, operation) -> {
            Input input = Samples.prepared(bed, operation);
            bed.simulator().faults().add(Fault.status(400).untilCleared());

            CallException refused = failed(bed, operation, input);

            assertThat(refused.failure()).isEqualTo(Failure.PERMANENT);
            assertThat(refused).hasMessageContaining("simulated fault");
        });
    }

    /** The failure, whose exchange and message tell nobody a secret. */
    private static CallException failed(FleetBed bed, String operation, Input input) {
        Exchange exchange = bed.run(operation, input);
        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getHeaders()).isEqualTo(FleetBed.HOSTILE);
        String said = exchange.getException() + " " + exchange.getAllProperties() + exchange.getVariables();
        for (Secret secret : bed.connection().settings().credentials().values()) {
            if (secret.reveal().length() >= 6) {
                assertThat(said).doesNotContain(secret.reveal());
            }
        }
        Throwable cause = exchange.getException();
        while (cause != null && !(cause instanceof CallException)) {
            cause = cause.getCause();
        }
        assertThat(cause).as("%s", exchange.getException()).isInstanceOf(CallException.class);
        return (CallException) cause;
    }
}
