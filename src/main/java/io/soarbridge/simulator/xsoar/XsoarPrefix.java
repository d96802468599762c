package io.soarbridge.simulator.xsoar;

/**
 * Where a request's path is mounted.
 *
 * @param kind under which prefix it came
 * @param path the rest, in version 6 form
 */
record XsoarPrefix(Kind kind, String path) {
    enum Kind {
        NONE,
        WEB,
        PUBLIC,
        PLATFORM
    }

    private static final String WEB = "/xsoar";
    private static final String PUBLIC = "/xsoar/public/v1";

    static XsoarPrefix of(String path, boolean tenants) {
        String own = tenants ? withoutTenant(path) : path;
        if (own.startsWith(PUBLIC + "/")) {
            return new XsoarPrefix(Kind.PUBLIC, own.substring(PUBLIC.length()));
        }
        if (own.startsWith(WEB + "/")) {
            return new XsoarPrefix(Kind.WEB, own.substring(WEB.length()));
        }
        return new XsoarPrefix(own.startsWith("/public_api/v1/") ? Kind.PLATFORM : Kind.NONE, own);
    }

    private static String withoutTenant(String path) {
        int end = path.startsWith("/acc_") ? path.indexOf('/', 1) : -1;
        return end < 0 ? path : path.substring(end);
    }
}
