package dev.chipgraph.rest;

/** What the tests of this subject share. */
abstract class SearchFixture {

    static final String SEARCH = "/v1/search";
    static final String SUGGEST = "/v1/suggest";
}
