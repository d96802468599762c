/** Signing schemes for outgoing requests. Entry type {@code Signer}. */
package io.soarbridge.auth;
