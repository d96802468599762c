/** The management port: whether the bridge is well, what it counts, and what each connection waits for. */
package io.soarbridge.manage;
