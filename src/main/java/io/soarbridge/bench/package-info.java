/**
 * The benchmark: a bridge in a process of its own, senders before it and a sink behind it, and what it took of the machine. Entry:
 * {@link io.soarbridge.bench.Bench}. Loads only processes that it started itself, on the loopback address.
 */
package io.soarbridge.bench;
