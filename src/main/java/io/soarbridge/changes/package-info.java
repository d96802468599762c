/** Asks systems what has changed, and hands each changed case to a route. Entry type {@code ChangesComponent}. */
package io.soarbridge.changes;
