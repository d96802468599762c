package io.soarbridge.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what concerns the REST call function. */
final class RestCallCheck {
    private static final String PREFIX = Entries.ROOT + "rest-call.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private RestCallCheck() {}

    /** Whether a problem with the settings keeps single calls from being made. */
    static boolean concerns(Problem problem) {
        String key = problem.key();
        return key == null
                || key.startsWith(Entries.CAMEL + "vault.")
                || key.equals(Entries.ROOT + "data")
                || (key.startsWith(PREFIX) && !key.startsWith(PREFIX + "stomp."))
                || key.startsWith(Entries.ROOT + "secrets")
                || key.startsWith(Entries.ROOT + "outbox.");
    }

    /** @param connections names of those that are set */
    static void check(RestCallSettings call, Set<String> connections, Reading reading) {
        String connection = call.connection();
        if (connection != null && !connections.contains(connection)) {
            reading.reject(
                    PREFIX + "connection",
                    PREFIX + "connection = " + connection + ": there is no connection of this name.",
                    NearestName.hint(connection, connections));
        }
        if ((call.clientCert() == null) != (call.clientKey() == null)) {
            pair(reading);
        }
        Map<String, Map<String, Secret>> named = new LinkedHashMap<>();
        named.put("secret.", call.secrets());
        named.put("pam.", call.pam());
        named.put("setting.", call.settings());
        named.forEach((group, values) -> values.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .forEach(name -> reading.reject(
                        PREFIX + group + name,
                        Entries.printable(PREFIX + group + name)
                                + ": the name is not allowed. Expected letters, digits and _.",
                        "")));
        stomp(call.stomp(), reading);
    }

    private static void pair(Reading reading) {
        boolean cert = reading.entries().find(PREFIX + "client-cert").isPresent();
        boolean key = reading.entries().find(PREFIX + "client-key").isPresent();
        if (cert != key) {
            String set = PREFIX + (cert ? "client-cert" : "client-key");
            String other = PREFIX + (cert ? "client-key" : "client-cert");
            reading.reject(set, set + ": set without " + other + ".", "Set both, or none.");
        }
    }

    private static void stomp(StompSettings stomp, Reading reading) {
        String prefix = PREFIX + "stomp.";
        for (String name : List.of("org", "login", "passcode")) {
            String key = prefix + name;
            boolean set = reading.entries().find(key).isPresent();
            if (stomp.given() && !set) {
                reading.reject(prefix + "host", key + ": missing, as " + prefix + "host is set.", "Add " + key + ".");
            } else if (!stomp.given() && set) {
                reading.reject(
                        key,
                        key + ": not used, as " + prefix + "host is not set.",
                        "Remove it, or set " + prefix + "host.");
            }
        }
        if (stomp.org() != null && !stomp.org().matches("[0-9]{1,9}")) {
            reading.reject(prefix + "org", prefix + "org: not a number. Expected one such as 201.", "");
        }
        if (stomp.given() && !stomp.tls().verify()) {
            reading.reject(
                    prefix + "tls.verify",
                    prefix
                            + "tls.verify = false: the message bus carries credentials, so its certificate is always checked.",
                    "Set " + prefix + "tls.trust to its certificate.");
        }
    }
}
