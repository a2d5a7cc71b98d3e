/**
 * Resources that write: changes of single records, merges and imports. Each method declares its role with
 * {@code @RolesAllowed}. Conditions and idempotency keys are read by
 * {@link dev.chipgraph.rest.write.WriteRequest}.
 */
package dev.chipgraph.rest.write;
