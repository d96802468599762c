/** Loading and running jq mappings. Entry type {@code Mappings}. Knows JSON and a few words of the canonical case, no source and no
 * target. */
package io.soarbridge.mapping;
