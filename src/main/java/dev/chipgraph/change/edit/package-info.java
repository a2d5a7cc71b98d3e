/** Edits of one entity, relationship or record of evidence, and decisions of editors. A new kind of edit goes here. */
package dev.chipgraph.change.edit;
