package io.soarbridge.app;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.vault.VaultConfiguration;

/** Tells a Camel context how to reach managers. Not by Camel's own way, which logs tokens at DEBUG. */
final class VaultAccess {
    private static final String PREFIX = "camel.vault.";

    private VaultAccess() {}

    /** @param access {@code camel.vault.<manager>.<option>} to value */
    static void configure(CamelContext context, Map<String, String> access) {
        Map<String, Map<String, Object>> byManager = new HashMap<>();
        access.forEach((key, value) -> {
            int dot = key.indexOf('.', PREFIX.length());
            byManager
                    .computeIfAbsent(key.substring(PREFIX.length(), dot), manager -> new HashMap<>())
                    .put(key.substring(dot + 1), value);
        });
        byManager.forEach((manager, options) -> PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(target(context.getVaultConfiguration(), manager))
                .withReference(false)
                .withPlaceholder(false)
                .withProperties(options)
                .bind());
    }

    private static Object target(VaultConfiguration all, String manager) {
        return switch (manager) {
            case "hashicorp" -> all.hashicorp();
            case "aws" -> all.aws();
            case "azure" -> all.azure();
            default -> throw new IllegalArgumentException("no manager " + manager);
        };
    }
}
