/** From references to entities: ids, names and identifiers, with suggestions for unknown ones. A new form goes here. */
package dev.chipgraph.query.lookup.reference;
