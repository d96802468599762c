/** The ledger in PostgreSQL, which several bridges may share. Entry type {@link io.soarbridge.outbox.postgres.PostgresOutboxStore}. */
package io.soarbridge.outbox.postgres;
