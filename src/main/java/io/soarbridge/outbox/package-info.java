/**
 * The ledger of accepted work and the {@code outbox:} component on top of it. Entry types {@link io.soarbridge.outbox.OutboxStore}
 * and {@code OutboxComponent}. Must not know mappings, systems or HTTP.
 */
package io.soarbridge.outbox;
