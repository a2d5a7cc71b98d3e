package dev.chipgraph.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Texts, JSON values and headers that careless code would trip over. */
final class HostileInput {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Texts with a special meaning in some language or tool. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "') DETACH DELETE n //",
            "\" OR 1=1 --",
            "$id",
            "${jndi:ldap://x/y}",
            "{id}",
            "%s%n%x",
            "%",
            "=cmd|' /C calc'!A0",
            "+1",
            "-1",
            "@SUM(1)",
            "\t=1",
            "`",
            "\u0000",
            "a\u0000b",
            "\u202Eesrever",
            "\uFEFF",
            "\uFFFF",
            "💥",
            "../../etc/passwd",
            "..",
            ";a=b",
            "a/b?c#d",
            "name:",
            "name:*",
            "name:kfia AND *:*",
            "name:a/b",
            "wikidata:",
            "null",
            "true",
            "NaN",
            "-0",
            "1e400",
            "9".repeat(30),
            "0".repeat(5_000),
            "a".repeat(5_000),
            "2025-02-30",
            "2025-13",
            "+999999999-12-31T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "9999999999-1",
            "999999999999999-999999999",
            "all",
            "<script>alert(1)</script>",
            "a,b,,c",
            "id,id,id");

    /** JSON that can stand in the place of any value; not all of it is JSON. */
    static final List<String> VALUES = Stream.concat(
                    Stream.of(
                            "null",
                            "true",
                            "0",
                            "-0",
                            "-1",
                            "0.1e1",
                            "1e400",
                            "-1e400",
                            "1e-400",
                            "1E999999999",
                            "1e-999999999",
                            "9".repeat(900),
                            "9".repeat(100_000),
                            "0." + "1".repeat(900),
                            "NaN",
                            "[]",
                            "{}",
                            "[[]]",
                            "{\"\":{}}",
                            "[null]",
                            "[\"a\",1,{}]",
                            "{\"$id\":\"x\"}",
                            "{\"__proto__\":{\"a\":1}}",
                            "{\"id\":\"bad-a\",\"kind\":\"x\"}",
                            "{\"id\":null}",
                            "\"\\ud800\"",
                            "\"\\udc00\\ud800 x\"",
                            "{\"\\ud800\":1}",
                            "{\"\\u0000\":\"\\u0000\"}",
                            "[" + "0,".repeat(50_000) + "0]",
                            "[" + "{},".repeat(2_000) + "{}]",
                            "\"" + "x".repeat(200_000) + "\"",
                            "[".repeat(2_000) + "]".repeat(2_000),
                            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
                            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                            "[{\"source\":\"bad-paper\",\"claims\":{\"name\":{\"a\":1e400}}}]",
                            "[{\"source\":\"bad-paper\",\"claims\":{\"\\ud800\":1}}]",
                            "[{\"source\":\"bad-paper\",\"claims\":{\"size\":\"\\u0000\"}}]",
                            "unquoted",
                            "\"",
                            "\u0001"),
                    TEXTS.stream().map(HostileInput::quoted))
            .toList();

    static final Map<String, List<String>> HEADERS = Map.of(
            "Accept",
            List.of(
                    "",
                    ",",
                    ",, text/csv,",
                    "nonsense",
                    "*/*;q=2",
                    "text/csv",
                    "application/x-ndjson",
                    "a/b, */*;q=0.1",
                    "text/html;q=x"),
            "Accept-Language",
            List.of("", "*", "vi;q=9", "\u00e9", "x".repeat(3_000), "en,".repeat(900)),
            "If-Match",
            List.of("", "*", "\"\"", "W/\"1-a\"", "\"99999999999999999999-a\"", "\"999999999999999-a\"", "\"1-a\",,"),
            "If-None-Match",
            List.of("", "*", "\"1-a\"", "x".repeat(3_000)),
            "X-Min-Graph-Version",
            List.of("", "-1", "abc", "0", "9".repeat(40), "1.5"),
            "Idempotency-Key",
            List.of("", " ", "é", "x".repeat(256), "a b"),
            "Prefer",
            List.of("", "return=minimal", "return=everything; a=\"", "x".repeat(3_000)),
            "Content-Type",
            List.of(
                    "text/plain",
                    "nonsense",
                    "application/json; charset=utf-16",
                    "application/json; charset=nonsense",
                    "application/merge-patch+json",
                    "application/x-ndjson",
                    "text/csv",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded"),
            "traceparent",
            List.of("", "00-0-0-0", "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"));

    private HostileInput() {}

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
