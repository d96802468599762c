/** Serves the REST call function to the message bus of a platform, by STOMP 1.2. Entry type {@link io.soarbridge.stomp.StompDoor}. */
package io.soarbridge.stomp;
