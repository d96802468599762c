package io.soarbridge.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of one reading of the settings that managers outside keep. Nobody is asked before {@link #fetch}; what was fetched
 * stays in force while a manager is down. Thread-safe once the settings are read.
 */
public final class ManagedSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedSecrets.class);
    private static final String ACCESS = Entries.CAMEL + "vault.";
    /** What of Camel's keys for each manager its lookup uses; its own ways to refresh are not among them. */
    private static final Map<String, Set<String>> MANAGERS = Map.of(
            "hashicorp",
            Set.of("token", "host", "port", "scheme", "cloud", "namespace"),
            "aws",
            Set.of(
                    "accessKey",
                    "secretKey",
                    "region",
                    "defaultCredentialsProvider",
                    "profileCredentialsProvider",
                    "profileName",
                    "overrideEndpoint",
                    "uriEndpointOverride"),
            "azure",
            Set.of("vaultName", "clientId", "clientSecret", "tenantId", "azureIdentityEnabled"));

    private static final int TRIES = 3;

    private final Map<String, ManagedSecret> all = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> access = new LinkedHashMap<>();
    private final Set<String> down = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();
    private Duration every = Duration.ofMinutes(5);

    /** Whether a placeholder's function is a manager's. */
    static boolean knows(String function) {
        return MANAGERS.containsKey(function);
    }

    /** Whether a key says how to reach one of the managers. */
    static boolean isAccess(String key) {
        return key.startsWith(ACCESS) && knows(manager(key));
    }

    private static String manager(String key) {
        int dot = key.indexOf('.', ACCESS.length());
        return dot < 0 ? "" : key.substring(ACCESS.length(), dot);
    }

    /** @throws BadValueException when it is written in a way that would hide a failure, or get the wrong thing */
    ManagedSecret refer(String manager, String name) throws BadValueException {
        ReferenceForm.check(manager, name);
        return all.computeIfAbsent(manager + ":" + name, key -> new ManagedSecret(manager, name));
    }

    /** @param key starts with {@code camel.vault.} */
    void access(String key, Supplier<String> value) throws BadValueException {
        Set<String> known = MANAGERS.get(manager(key));
        if (!known.contains(key.substring(key.lastIndexOf('.') + 1))) {
            throw new BadValueException(
                    "not used here",
                    "A manager is reached by " + String.join(", ", new TreeSet<>(known))
                            + ". How often it is asked again says soarbridge.secrets.refresh.");
        }
        access.put(key, value);
    }

    void every(Duration period) {
        every = period;
    }

    /** How often to ask again. */
    public Duration every() {
        return every;
    }

    public boolean none() {
        return all.isEmpty();
    }

    /** How to reach the managers, as of now; holds secrets. */
    public Map<String, String> access() {
        Map<String, String> now = new LinkedHashMap<>();
        access.forEach((key, value) -> now.put(key, value.get()));
        return now;
    }

    /**
     * Asks for every secret, at most three times.
     *
     * @param earlier of settings that are in force; what they know stays in force when its manager is down. Null at a start
     * @throws ConfigException naming all that are not to be had
     */
    public void fetch(SecretSource source, ManagedSecrets earlier) {
        fetch(source, earlier, List.copyOf(all.values()));
    }

    /**
     * Asks for the secrets of some settings only, as a start does for all.
     *
     * @param keys beginning of the settings' keys, such as {@code soarbridge.outbox.}
     * @throws ConfigException naming all that are not to be had
     */
    public void fetchFor(String keys, SecretSource source) {
        fetch(
                source,
                null,
                all.values().stream()
                        .filter(secret ->
                                secret.uses().stream().anyMatch(use -> use.key().startsWith(keys)))
                        .toList());
    }

    private void fetch(SecretSource source, ManagedSecrets earlier, List<ManagedSecret> wanted) {
        Map<ManagedSecret, SecretUnavailableException> failed = Map.of();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            failed = ask(source, attempt == 1 ? wanted : List.copyOf(failed.keySet()), new ArrayList<>());
            if (failed.isEmpty()) {
                return;
            }
            if (attempt < TRIES && !pause(attempt)) {
                break;
            }
        }
        Problems problems = new Problems();
        failed.forEach((secret, why) -> {
            ManagedSecret before = earlier == null ? null : earlier.all.get(secret.manager() + ":" + secret.name());
            if (before != null && before.known()) {
                secret.takeFrom(before, words(why));
            } else {
                note(secret, why, problems);
            }
        });
        if (!problems.none()) {
            throw new ConfigException("secrets from their managers", problems.list());
        }
    }

    /**
     * Asks for every secret again. What is not to be had keeps its value; that is said once, and again when it is over.
     *
     * @return the settings whose value is another one now
     */
    public List<String> refresh(SecretSource source) {
        List<String> changed = new ArrayList<>();
        Map<ManagedSecret, SecretUnavailableException> failed = ask(source, all.values(), changed);
        failed.forEach((secret, why) -> secret.trouble(words(why)));
        lock.lock();
        try {
            failed.keySet().stream()
                    .filter(secret -> down.add(secret.shown()))
                    .forEach(secret -> LOG.warn("{}", trouble(secret)));
            all.values().stream()
                    .filter(secret -> !failed.containsKey(secret) && down.remove(secret.shown()))
                    .forEach(secret -> LOG.info("The secret {} can be read again.", secret.shown()));
        } finally {
            lock.unlock();
        }
        if (!changed.isEmpty()) {
            LOG.info("New secrets are in force for {}.", String.join(", ", changed));
        }
        return changed;
    }

    /** What keeps secrets from being read again, in words, one sentence or two each; empty when all is well. */
    public List<String> troubles() {
        return all.values().stream()
                .filter(secret -> secret.trouble() != null)
                .map(ManagedSecrets::trouble)
                .toList();
    }

    private static String words(SecretUnavailableException why) {
        return why.getMessage() + ". " + why.remedy();
    }

    private static String trouble(ManagedSecret secret) {
        return "Asking for the secret %s again, for %s: %s The last value stays in force."
                .formatted(secret.shown(), keys(secret), secret.trouble());
    }

    private static String keys(ManagedSecret secret) {
        return secret.uses().stream().map(ManagedSecret.Use::key).distinct().collect(Collectors.joining(", "));
    }

    private Map<ManagedSecret, SecretUnavailableException> ask(
            SecretSource source, Iterable<ManagedSecret> secrets, List<String> changed) {
        Map<ManagedSecret, SecretUnavailableException> failed = new LinkedHashMap<>();
        Map<String, String> reach = access();
        for (ManagedSecret secret : secrets) {
            try {
                if (secret.take(source.look(secret.manager(), secret.name(), reach))) {
                    secret.uses().forEach(use -> changed.add(use.key()));
                }
            } catch (SecretUnavailableException e) {
                failed.put(secret, e);
            }
        }
        return failed;
    }

    private static void note(ManagedSecret secret, SecretUnavailableException why, Problems problems) {
        String message = "%s: the secret %s could not be had: %s."
                .formatted(keys(secret), secret.shown(), Objects.requireNonNull(why.getMessage()));
        problems.at(secret.uses().get(0).origin(), secret.uses().get(0).key(), message, why.remedy());
    }

    /** @return false when interrupted */
    private boolean pause(int attempt) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(attempt);
            while (left > 0) {
                left = never.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
