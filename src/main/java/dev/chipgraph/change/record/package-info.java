/**
 * Writes records in a transaction, one or thousands, and updates what is derived from them. Edits, merges and imports
 * write with {@code RecordWriter}; the other classes are its parts.
 */
package dev.chipgraph.change.record;
