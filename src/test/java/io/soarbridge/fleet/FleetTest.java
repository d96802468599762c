package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.soarbridge.config.ConnectorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;

/** Runs scenarios over every connector and operation, and holds waivers to their word. */
abstract class FleetTest {
    @TempDir
    Path folder;

    /** One thing that every operation must stand. */
    interface Scenario {
        void run(FleetBed bed, String operation) throws Exception;
    }

    /** A test for each connector and each of these operations that it has. */
    Stream<DynamicTest> each(String scenario, List<String> operations, Scenario test) {
        List<DynamicTest> tests = new ArrayList<>();
        String only = System.getProperty("soarbridge.fleet");
        for (String type : Member.types()) {
            if (only != null && !only.equals(type)) {
                continue;
            }
            Member member = Member.of(type);
            for (String operation : operations) {
                if (Member.has(type, operation)) {
                    tests.add(DynamicTest.dynamicTest(
                            type + " " + operation,
                            () -> run(type, member.waiver(operation, scenario), operation, test)));
                }
            }
        }
        return tests.stream();
    }

    private void run(String type, String waiver, String operation, Scenario test) throws Exception {
        try (FleetBed bed = new FleetBed(type, folder)) {
            if (waiver == null) {
                named(type + " " + operation, () -> test.run(bed, operation));
            } else {
                assertThatCode(() -> test.run(bed, operation))
                        .as("it is waived (%s), and passes: take the waiver out", waiver)
                        .isInstanceOfAny(AssertionError.class, Exception.class);
            }
        }
    }

    private interface Run {
        void run() throws Exception;
    }

    /** Reports number dynamic tests; the message says which one it is. */
    private static void named(String name, Run test) throws Exception {
        try {
            test.run();
        } catch (AssertionError e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    static List<String> all() {
        return ConnectorType.GRID;
    }

    static List<String> all(String... but) {
        List<String> left = new ArrayList<>(ConnectorType.GRID);
        left.removeAll(List.of(but));
        Assertions.assertThat(left).isNotEmpty();
        return left;
    }
}
