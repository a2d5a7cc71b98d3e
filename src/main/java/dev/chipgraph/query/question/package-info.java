/**
 * One class for each question with a fixed shape, such as partners, investments, timelines and statistics. Each runs a
 * statement from {@code cypher/query} and returns a record. A new question goes here.
 */
package dev.chipgraph.query.question;
