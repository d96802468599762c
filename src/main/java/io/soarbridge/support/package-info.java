/** What every package needs and no domain owns: the error type, JSON reading and writing. Depends on the JDK, SLF4J and Jackson only. */
package io.soarbridge.support;
