/**
 * What resources share: parameters for paging and context, cursors, sparse fields, ETags and caching, and the metadata of
 * an answer. A parameter or header that many resources understand goes here.
 */
package dev.chipgraph.rest.request;
