package dev.chipgraph.rest;

import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of this subject share. */
abstract class SearchFixture {

    static final String SEARCH = "/v1/search";
    static final String SUGGEST = "/v1/suggest";
}
