/** What happens to a claimed delivery: map, enrich, look before creating again, deliver, judge. */
package io.soarbridge.delivery;
