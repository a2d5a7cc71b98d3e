/**
 * Who may do what over HTTP: authentication by API key and OpenID Connect, roles, and the resources {@code /v1/keys} and
 * {@code /v1/me}. The keys themselves are in {@code dev.chipgraph.access}. A new way to authenticate goes here.
 */
package dev.chipgraph.rest.access;
