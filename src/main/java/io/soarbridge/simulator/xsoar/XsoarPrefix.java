package io.soarbridge.simulator.xsoar;

/**
 * Where a request's path is mounted.
 *
 * @param kind under which prefix it came
 * @param tenant whose path it is, "" for the main tenant
 * @param path the rest, in version 6 form
 */
record XsoarPrefix(Kind kind, String tenant, String path) {
    enum Kind {
        NONE,
        WEB,
        PUBLIC,
        PLATFORM
    }

    private static final String WEB = "/xsoar";
    private static final String PUBLIC = "/xsoar/public/v1";
    private static final String ACCOUNT = "/acc_";

    /** The tenant comes before the prefix on version 6, and after it where clients add the prefix to the host. */
    static XsoarPrefix of(String path) {
        Account before = Account.of(path);
        if (before.rest().startsWith(PUBLIC + "/")) {
            return mounted(Kind.PUBLIC, before, PUBLIC);
        }
        if (before.rest().startsWith(WEB + "/")) {
            return mounted(Kind.WEB, before, WEB);
        }
        Kind kind = before.rest().startsWith("/public_api/v1/") ? Kind.PLATFORM : Kind.NONE;
        return new XsoarPrefix(kind, before.name(), before.rest());
    }

    private static XsoarPrefix mounted(Kind kind, Account before, String prefix) {
        Account after = Account.of(before.rest().substring(prefix.length()));
        return new XsoarPrefix(kind, before.name().isEmpty() ? after.name() : before.name(), after.rest());
    }

    private record Account(String name, String rest) {
        static Account of(String path) {
            int end = path.startsWith(ACCOUNT) ? path.indexOf('/', 1) : -1;
            return end < 0
                    ? new Account("", path)
                    : new Account(path.substring(ACCOUNT.length(), end), path.substring(end));
        }
    }
}
