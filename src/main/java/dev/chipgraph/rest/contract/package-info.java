/**
 * Filters that complete the OpenAPI document at build time: operations and schemas for each kind, and the responses and
 * parameters that operations share. The texts of one operation are in {@code META-INF/openapi}.
 */
package dev.chipgraph.rest.contract;
