package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Words of an organization and their numbers, as recorded from a version 47; another organization has other numbers. */
final class Vocabulary {
    static final int ADMIN = 1;
    static final int ANALYST = 2;

    static final List<Named> PRINCIPALS = List.of(
            new Named(ADMIN, "admin@example.com"), new Named(ANALYST, "analyst@example.com"), new Named(50, "SOC"));

    private static final String TYPES = "17 Communication error (fax; email)|21 Denial of Service"
            + "|6 Improper disposal: digital asset(s)|7 Improper disposal: documents / files|4 Lost documents / files / records"
            + "|3 Lost PC / laptop / tablet|1 Lost PDA / smartphone|8 Lost storage device / media|19 Malware|23 Not an Issue"
            + "|18 Other|22 Phishing|11 Stolen documents / files / records|12 Stolen PC / laptop / tablet"
            + "|13 Stolen PDA / smartphone|14 Stolen storage device / media|20 System Intrusion|16 TBD / Unknown|15 Vendor / 3rd party error";
    private static final String ARTIFACTS = "1 IP Address|2 DNS Name|3 URL|4 RFC 822 Email Message File|5 Email Subject"
            + "|6 Email Body|7 Email Attachment|8 Email Attachment Name|9 Email Sender|12 Malware Sample|13 Malware MD5 Hash"
            + "|14 Malware SHA-1 Hash|15 Log File|16 Other File|19 Email Sender Name|20 Email Recipient"
            + "|22 Malware Sample Fuzzy Hash|23 User Account|24 Registry Key|25 System Name|26 Process Name|27 Port|28 Service"
            + "|29 String|30 Mutex|31 File Name|32 Password|34 HTTP Request Header|35 HTTP Response Header"
            + "|36 X509 Certificate File|37 File Path|38 Malware SHA-256 Hash|39 MAC Address|40 URL Referer|41 User Agent"
            + "|42 URI Path|43 Threat CVE ID|44 Network CIDR Range|45 Malware Family/Variant|46 Observed Data"
            + "|47 Network Traffic|48 Malware SHA-512 Hash";

    private final List<Named> severities;
    private final List<Named> resolutions;
    private final List<Named> types;
    private final List<Named> phases;
    private final List<Named> artifactTypes;

    /** @param shifted the numbers of another organization */
    Vocabulary(boolean shifted) {
        int more = shifted ? 46 : 0;
        severities = numbered("4 Low|5 Medium|6 High", more);
        resolutions = numbered("7 Unresolved|8 Duplicate|9 Not an Issue|10 Resolved", more);
        types = numbered(TYPES, more);
        phases = numbered(
                "1004 Initial|1000 Engage|1003 Detect/Analyze|1006 Respond|1002 Post-Incident|1001 Custom|1005 Complete",
                more);
        artifactTypes = numbered(ARTIFACTS, shifted ? 1000 : 0);
    }

    private static List<Named> numbered(String text, int more) {
        List<Named> all = new ArrayList<>();
        for (String one : text.split("\\|")) {
            String[] parts = one.split(" ", 2);
            all.add(new Named(Integer.parseInt(parts[0]) + more, parts[1]));
        }
        return List.copyOf(all);
    }

    /** What can be chosen in a standard field. */
    List<Named> of(String field) {
        return switch (field) {
            case "severity_code" -> severities;
            case "resolution_id" -> resolutions;
            case "incident_type_ids" -> types;
            case "phase_id" -> phases;
            case "workspace" -> List.of(new Named(1, "Default workspace"));
            case "owner_id", "members" -> PRINCIPALS;
            case "nist_attack_vectors" ->
                numbered(
                        "1 External/Removable Media|2 Attrition|3 Web|4 E-mail|5 Impersonation|6 Improper Usage"
                                + "|7 Loss or Theft of Equipment|8 Other",
                        0);
            default -> List.of();
        };
    }

    List<Named> artifactTypes() {
        return artifactTypes;
    }

    List<Named> phases() {
        return phases;
    }

    /** @throws QradarFailure 400 */
    Named artifactType(JsonNode reference) {
        JsonNode wanted = reference.isObject()
                ? (reference.hasNonNull("id") ? reference.get("id") : reference.path("name"))
                : reference;
        return artifactTypes.stream()
                .filter(one -> wanted.isNumber()
                        ? one.id() == wanted.asInt()
                        : one.name().equals(wanted.asText()))
                .findFirst()
                .orElseThrow(
                        () -> QradarStatus.failure(400, "Unable to find artifact type %s.".formatted(wanted.asText())));
    }

    /** Whether a value of this type is split into several artifacts. */
    boolean isSplit(Named type) {
        return Stream.of("IP Address", "DNS Name", "URL", "Email Sender", "Email Recipient", "Hash")
                .anyMatch(type.name()::endsWith);
    }
}
