package io.soarbridge.config;

import io.soarbridge.support.BridgeException;
import java.util.ArrayList;
import java.util.List;

/**
 * One secret that is kept by a manager outside: what the settings call it, and its value since it was last asked for. Thread-safe
 * once the settings are read.
 */
final class ManagedSecret {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final String FORM = "Put exactly the secret into the manager, one line of text.";

    private final String manager;
    private final String name;
    private final List<Use> uses = new ArrayList<>();
    private volatile String value;
    private volatile String trouble;

    ManagedSecret(String manager, String name) {
        this.manager = manager;
        this.name = name;
    }

    /** A setting that has it. */
    record Use(String key, Origin origin) {}

    void usedBy(String key, Origin origin) {
        uses.add(new Use(key, origin));
    }

    List<Use> uses() {
        return uses;
    }

    String manager() {
        return manager;
    }

    String name() {
        return name;
    }

    /** As the settings write it. */
    String shown() {
        return "{{" + manager + ":" + name + "}}";
    }

    String text() {
        String now = value;
        if (now == null) {
            throw new BridgeException(
                    "config/secret-not-fetched",
                    "Using the secret %s: it was not asked for yet. This command does not ask managers for secrets; start the bridge with run."
                            .formatted(shown()));
        }
        return now;
    }

    boolean known() {
        return value != null;
    }

    /** Why the manager did not give it when it was last asked, or null. */
    String trouble() {
        return trouble;
    }

    void trouble(String why) {
        trouble = why;
    }

    /** @return whether it is another value than before */
    boolean take(String given) throws SecretUnavailableException {
        String text = given == null ? "" : given.replaceAll("[\r\n]+$", "");
        if (text.isEmpty()) {
            throw new SecretUnavailableException("it is empty, or has no such field", FORM);
        }
        if (text.length() > MOST_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
            throw new SecretUnavailableException(
                    "it is longer than 64 KiB, has more than one line, or a control character", FORM);
        }
        boolean other = !text.equals(value);
        value = text;
        trouble = null;
        return other;
    }

    /** The value that another reading of the settings has got, so that nothing is lost while the manager is down. */
    void takeFrom(ManagedSecret earlier, String why) {
        value = earlier.value;
        trouble = why;
    }
}
