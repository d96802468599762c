package io.soarbridge.simulator.xsoar;

import java.util.regex.Pattern;

/** What a role that may only read can do: the GETs, and the POSTs that are questions. */
final class XsoarPermissions {
    private static final Pattern QUESTION =
            Pattern.compile("(?:/[a-z/]*)?/search|/investigation/[^/]+(?:/context|/workplan/tasks)?"
                    + "|/settings/audits|/indicators/batch/export.*|/incident/batch/exportToCsv|/entry/exportArtifact"
                    + "|/public_api/v1/(?:rbac/get_|api_keys/get_).*");

    private XsoarPermissions() {}

    static boolean isRead(String method, String path) {
        return method.equals("GET")
                || method.equals("POST") && QUESTION.matcher(path).matches();
    }
}
