/** The canonical case and its OCSF form. Entry type {@code Case}. Must not know connections or the ledger. */
package io.soarbridge.casefile;
