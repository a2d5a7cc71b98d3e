/**
 * Filters that complete the OpenAPI document at build time: operations and schemas for each kind, and the responses and
 * parameters that operations share. What one operation says of itself stands in its annotations.
 */
package dev.chipgraph.rest.contract;
