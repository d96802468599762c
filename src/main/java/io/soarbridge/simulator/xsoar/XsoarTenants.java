package io.soarbridge.simulator.xsoar;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The main tenant, and those whose name is in a path as {@code acc_<name>}: made when first asked for. */
final class XsoarTenants {
    private final XsoarServer server;
    private final XsoarAccess access;
    private final Map<String, XsoarTenant> byName = new LinkedHashMap<>();

    XsoarTenants(XsoarServer server, XsoarAccess access) {
        this.server = server;
        this.access = access;
        byName.put("", new XsoarTenant(server, "", access));
    }

    /** The tenant, or null when there is none of that name. */
    XsoarTenant get(String name) {
        boolean exists = name.isEmpty()
                || server.quirks().tenants.isEmpty()
                || server.quirks().tenants.contains(name);
        return exists ? byName.computeIfAbsent(name, made -> new XsoarTenant(server, made, access)) : null;
    }

    Collection<XsoarTenant> all() {
        return byName.values();
    }

    void clear() {
        byName.values().forEach(XsoarTenant::clear);
    }
}
