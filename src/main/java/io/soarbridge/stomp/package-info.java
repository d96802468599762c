/** Serves the REST call function to the message bus of a platform, by STOMP. */
package io.soarbridge.stomp;
