/**
 * What happens to a request before it reaches a resource, and what is logged afterwards: rate and body limits, checks of
 * the URL and the route, readiness, security headers and the audit log. A new limit goes here: a setting in
 * {@link dev.chipgraph.rest.door.LimitsConfig} and its check in {@link dev.chipgraph.rest.door.RateLimits} or
 * {@link dev.chipgraph.rest.door.BodyLimits}.
 */
package dev.chipgraph.rest.door;
