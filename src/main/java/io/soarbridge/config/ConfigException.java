package io.soarbridge.config;

import io.soarbridge.support.BridgeException;
import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. The message lists every problem in two lines each; nothing was started. */
public final class ConfigException extends BridgeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    ConfigException(String what, List<Problem> problems) {
        super("config/invalid", message(what, problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of file and line. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String what, List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(Problem::text)
                .collect(Collectors.joining("\n", "Reading " + what + ": " + count + ". Nothing was started.\n", ""));
    }
}
