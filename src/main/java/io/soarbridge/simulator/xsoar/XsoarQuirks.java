package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.Switch;
import io.soarbridge.simulator.Switches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What nobody has published about the product, read from switches once, so that a bad value stops the start. */
final class XsoarQuirks {
    private static final String WEB_ONLY = "^(GET /layouts|GET /preprocess/rules|POST /classifier/search"
            + "|POST /incidenttype/delete|DELETE /incidentfield/)";

    static final List<Switch> SWITCHES = List.of(
            new Switch("name-required", "on", "Whether a create without a name is refused."),
            new Switch("strict-types", "on", "Whether a value of the wrong type is refused; off: it is ignored."),
            new Switch(
                    "unknown-id", "400", "Update of an unknown id: status 400, 404 or 500, or created for a new one."),
            new Switch("epoch-modified", "off", "Whether the answer to a create has 1970 as its time of modification."),
            new Switch("close-merges", "on", "Whether a close keeps custom fields that it does not name."),
            new Switch("close-checks-version", "on", "Whether a close with a stale version is a conflict."),
            new Switch("required-to-close", "", "Fields that a close must bring, with commas between."),
            new Switch(
                    "closed-refuses-notes", "on", "Whether closed investigations refuse formatted entries and notes."),
            new Switch("entries-kept", "newest", "Which entries a pageSize keeps: newest or oldest."),
            new Switch(
                    "entry-delete",
                    "works",
                    "Deleting an entry: works, or moved for a 303 as newer platforms have it."),
            new Switch("missing-investigation", "400", "Status when there is no investigation: 400, 403, 404 or 500."),
            new Switch(
                    "investigation-lag", "0", "How many playbook starts of a new incident get 403 before one works."),
            new Switch("oversized-page", "capped", "A search with size above 1000: capped, refused or allowed."),
            new Switch("empty-page", "array", "Rows of an incident search that finds none: an array, or null."),
            new Switch(
                    "page-window", "10000", "Rows that page and size can reach; beyond it 500. 0 for no such limit."),
            new Switch("unsorted", "newest", "Order of a search without sort: newest or oldest first."),
            new Switch(
                    "bad-query",
                    "400",
                    "A query or date that cannot be read: status 400 or 500, or empty for no rows."),
            new Switch("filter-sets", "and", "How lists in a filter are joined without andOp: and, or."),
            new Switch(
                    "same-indicator", "updated", "Creating an indicator that exists: updated, refused or unchanged."),
            new Switch("batch-delete-answer", "updatedIds", "Name of the ids in the answer of indicators/batchDelete."),
            new Switch(
                    "unknown-web-path",
                    "303",
                    "Version 8, unknown path under /xsoar: 303, 404, or page for a web page."),
            new Switch(
                    "web-only",
                    WEB_ONLY,
                    "Version 8, regular expression on method and path: what the public prefix lacks."),
            new Switch("wrong-method", "405", "Version 8, known path with another method: 405, 404 or 303."),
            new Switch("wrong-password", "401", "Version 6, status of a login with a wrong password: 401 or 403."),
            new Switch("session-token", "on", "Version 6, whether writes of a session need the header X-XSRF-TOKEN."),
            new Switch(
                    "errors", "mixed", "Form of errors: mixed as each was seen, envelope, or array for the older one."),
            new Switch("unlicensed", "", "Regular expression; paths that are refused with 402."),
            new Switch("largest-answer", "262144000", "Bytes of an answer above which it is an error instead."),
            new Switch("read-only-key", "", "A second key whose role may only read."),
            new Switch("read-only-key-id", "2", "Id of that key."),
            new Switch("key-expires", "PT0S", "How long the key works after the start; PT0S for ever."),
            new Switch("tenants", "", "Version 6, names of tenants (acc_<name>) with commas between; empty: any."),
            new Switch(
                    "multi-tenant", "off", "Version 8, whether it is multi-tenant, which refuses incidents/search."));

    final boolean nameRequired;
    final boolean strictTypes;
    final String unknownId;
    final boolean epochModified;
    final boolean closeMerges;
    final boolean closeChecksVersion;
    final List<String> requiredToClose;
    final boolean closedRefusesNotes;
    final boolean keepsNewestEntries;
    final boolean entryDeleteMoved;
    final int missingInvestigation;
    final int investigationLag;
    final String oversizedPage;
    final boolean emptyPageIsArray;
    final int pageWindow;
    final boolean newestFirst;
    final String badQuery;
    final boolean joinsByAnd;
    final String sameIndicator;
    final String batchDeleteAnswer;
    final String unknownWebPath;
    final Pattern webOnly;
    final int wrongMethod;
    final int wrongPassword;
    final boolean sessionToken;
    final String errors;
    final Pattern unlicensed;
    final int largestAnswer;
    final String readOnlyKey;
    final String readOnlyKeyId;
    final Duration keyExpires;
    final Set<String> tenants;
    final boolean multiTenant;

    XsoarQuirks(Map<String, String> given) {
        Switches set = Switches.of("cortex-xsoar", SWITCHES, given);
        nameRequired = set.on("name-required");
        strictTypes = set.on("strict-types");
        unknownId = set.choice("unknown-id", "400", "404", "500", "created");
        epochModified = set.on("epoch-modified");
        closeMerges = set.on("close-merges");
        closeChecksVersion = set.on("close-checks-version");
        requiredToClose = set.words("required-to-close");
        closedRefusesNotes = set.on("closed-refuses-notes");
        keepsNewestEntries = set.choice("entries-kept", "newest", "oldest").equals("newest");
        entryDeleteMoved = set.choice("entry-delete", "works", "moved").equals("moved");
        missingInvestigation = Integer.parseInt(set.choice("missing-investigation", "400", "403", "404", "500"));
        investigationLag = set.number("investigation-lag");
        oversizedPage = set.choice("oversized-page", "capped", "refused", "allowed");
        emptyPageIsArray = set.choice("empty-page", "array", "null").equals("array");
        pageWindow = set.number("page-window");
        newestFirst = set.choice("unsorted", "newest", "oldest").equals("newest");
        badQuery = set.choice("bad-query", "400", "500", "empty");
        joinsByAnd = set.choice("filter-sets", "and", "or").equals("and");
        sameIndicator = set.choice("same-indicator", "updated", "refused", "unchanged");
        batchDeleteAnswer = set.text("batch-delete-answer");
        unknownWebPath = set.choice("unknown-web-path", "303", "404", "page");
        webOnly = set.pattern("web-only").orElse(null);
        wrongMethod = Integer.parseInt(set.choice("wrong-method", "405", "404", "303"));
        wrongPassword = Integer.parseInt(set.choice("wrong-password", "401", "403"));
        sessionToken = set.on("session-token");
        errors = set.choice("errors", "mixed", "envelope", "array");
        unlicensed = set.pattern("unlicensed").orElse(null);
        largestAnswer = set.number("largest-answer");
        readOnlyKey = set.text("read-only-key");
        readOnlyKeyId = set.text("read-only-key-id");
        keyExpires = set.duration("key-expires");
        tenants = Set.copyOf(set.words("tenants"));
        multiTenant = set.on("multi-tenant");
    }
}
