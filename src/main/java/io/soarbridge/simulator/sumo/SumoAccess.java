package io.soarbridge.simulator.sumo;

import io.soarbridge.simulator.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Who may come in: access id with key, tokens that are not revoked, and the key of a legacy host. */
final class SumoAccess {
    /** Ways to bring a credential. */
    enum Way {
        BASIC,
        BEARER,
        API_KEY
    }

    private final String basic;
    private final List<String> tokens;
    private final List<String> revoked;
    private final String apiKey;

    /**
     * @param accessId empty where there is none
     * @param apiKey null where there is none
     */
    SumoAccess(String accessId, String accessKey, List<String> tokens, List<String> revoked, String apiKey) {
        this.basic = accessId.isEmpty()
                ? null
                : Base64.getEncoder().encodeToString((accessId + ":" + accessKey).getBytes(StandardCharsets.UTF_8));
        this.tokens = tokens;
        this.revoked = revoked;
        this.apiKey = apiKey;
    }

    boolean allows(Call call, Set<Way> ways) {
        String header = call.header("Authorization");
        if (header != null) {
            String[] parts = header.strip().split("\\s+", 2);
            String credential = parts.length == 2 ? parts[1] : "";
            if (parts[0].equalsIgnoreCase("Basic")) {
                return ways.contains(Way.BASIC) && credential.equals(basic);
            }
            return parts[0].equalsIgnoreCase("Bearer") && ways.contains(Way.BEARER) && isValid(credential);
        }
        return ways.contains(Way.API_KEY) && apiKey != null && apiKey.equals(call.header("X-API-Key"));
    }

    private boolean isValid(String token) {
        return tokens.contains(token) && !revoked.contains(token);
    }
}
