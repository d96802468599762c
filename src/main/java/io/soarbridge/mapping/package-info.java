/** Loading and running jq mappings. Entry type {@code Mappings}. Must not know what is mapped. */
package io.soarbridge.mapping;
