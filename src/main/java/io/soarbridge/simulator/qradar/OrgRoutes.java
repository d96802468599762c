package io.soarbridge.simulator.qradar;

import io.soarbridge.simulator.RouteTable;
import java.util.Map;
import java.util.regex.Pattern;

/** Routes below {@code /orgs/{org}}, which find the organization and what the caller wants its answer to look like. */
final class OrgRoutes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final RouteTable table;
    private final Map<Integer, Org> orgs;

    OrgRoutes(RouteTable table, Map<Integer, Org> orgs) {
        this.table = table;
        this.orgs = orgs;
    }

    void get(String path, Ask.Handler handler) {
        add("GET", path, handler);
    }

    void post(String path, Ask.Handler handler) {
        add("POST", path, handler);
    }

    void put(String path, Ask.Handler handler) {
        add("PUT", path, handler);
    }

    void patch(String path, Ask.Handler handler) {
        add("PATCH", path, handler);
    }

    void delete(String path, Ask.Handler handler) {
        add("DELETE", path, handler);
    }

    private void add(String method, String path, Ask.Handler handler) {
        table.add(
                method,
                "/orgs/{org}" + path,
                request -> handler.answer(new Ask(
                        org(request.id()),
                        Form.of(request.call()),
                        request.ids().subList(1, request.ids().size()),
                        request.json(),
                        request.call())),
                true);
    }

    /** @throws QradarFailure 403, as for any organization that the caller is no member of */
    private Org org(String id) {
        Org org = NUMBER.matcher(id).matches() ? orgs.get(Integer.valueOf(id)) : null;
        if (org == null) {
            throw QradarStatus.failure(403, "Forbidden");
        }
        return org;
    }
}
