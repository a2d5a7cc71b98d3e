"""Tests of the client against the service with the bundled data at CHIPGRAPH_URL. PythonClientTest runs them:
python3 -m unittest test_chipgraph"""

import contextlib
import doctest
import email.utils
import gzip
import http.server
import importlib.util
import json
import os
import pathlib
import re
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock
import zipfile

import chipgraph
from chipgraph import Chipgraph, Problem

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"


def missing(*libraries):
    return [name for name in libraries if importlib.util.find_spec(name) is None]


MISSING = missing("pandas", "networkx")
needs_libraries = unittest.skipIf(MISSING, f"Needs {' and '.join(MISSING)}")


def load_tests(loader, tests, pattern):
    """The examples in the documentation of the module are tests too."""

    def skip_without_libraries(test):
        if MISSING and re.search(r"\.frame\(|\.graph\(|import networkx", test.docstring):
            raise unittest.SkipTest(f"Needs {' and '.join(MISSING)}")

    examples = doctest.DocTestSuite(
        chipgraph, extraglobs={"graph": Chipgraph()}, optionflags=doctest.ELLIPSIS, setUp=skip_without_libraries
    )
    tests.addTests(examples)
    return tests


class ServiceTest(unittest.TestCase):
    """What comes from the real service."""

    graph = Chipgraph()

    def setUp(self):
        page = unittest.mock.patch.object(chipgraph, "_PAGE", 7)
        page.start()
        self.addCleanup(page.stop)

    def test_pages_are_fetched_until_the_end(self):
        companies = list(self.graph.companies)
        self.assertGreater(len(companies), 14)
        self.assertEqual(len(companies), self.graph.companies.count())
        self.assertEqual(len(companies), len({company["id"] for company in companies}))

    def test_a_limit_ends_the_list(self):
        for limit in (1, 7, 9):
            self.assertEqual(list(self.graph.companies.limit(limit)), list(self.graph.companies)[:limit])

    def test_queries_stay_as_they_are(self):
        koreans = self.graph.companies.filter(country="KR")
        url = koreans.url
        koreans.filter(country="VN").sort("-name").valid_at("2025").limit(3)
        self.assertEqual(koreans.url, url)

    def test_filters_add_up(self):
        both = self.graph.companies.filter(country="KR").filter(country="VN")
        self.assertEqual({company["country"] for company in both}, {"KR", "VN"})
        self.assertEqual(both.url, self.graph.companies.filter(country=["KR", "VN"]).url)

    def test_patterns_come_in_pages(self):
        pattern = {"nodes": {"firm": {"kind": "company"}}, "return": ["firm.name"], "orderBy": ["firm.name"]}
        rows = self.graph.pattern(pattern)
        self.assertEqual(len(list(rows)), self.graph.companies.valid_at("all").count())
        self.assertEqual(len(list(rows)), rows.count())

    def test_many_names_are_matched_in_parts(self):
        names = ["KFIA", "Samsung", {"name": "Amkor", "kind": "company"}]
        with unittest.mock.patch.object(chipgraph, "_NAMES_AT_ONCE", 2):
            best = [item["candidates"][0]["entity"]["id"] for item in self.graph.match(names, limit=1)]
        self.assertEqual(best, ["kfia", "samsung", "amkor"])

    def test_the_change_feed_ends(self):
        sources = list(self.graph.changes(kind="source", change="created"))
        self.assertGreater(len(sources), 7)

    def test_every_collection_is_there(self):
        paths = self.graph.get("/q/openapi", format="json").get()["paths"]
        collections = {path.split("/")[2].replace("-", "_") for path in paths if re.fullmatch(r"/v1/[\w-]+/{ref}", path)}
        self.assertEqual(collections, set(Chipgraph.__annotations__))

    def test_references_may_have_any_character(self):
        with self.assertRaises(Problem) as raised:
            self.graph.companies["name:A/B & C? 50 %"]
        self.assertEqual(raised.exception.status, 404)
        self.assertIn("A/B & C? 50 %", str(raised.exception))

    def test_problems_read_well(self):
        with self.assertRaises(Problem) as raised:
            self.graph.companies["name:Samsng"]
        lines = str(raised.exception).splitlines()
        self.assertEqual(lines[0], '404 Unknown reference: No company is named "Samsng".')
        self.assertIn("  Perhaps samsung: Samsung (company, South Korea)", lines)

    def test_a_mistake_in_a_body_is_named(self):
        with self.assertRaises(Problem) as raised:
            self.graph.pattern({"nodes": {"a": {"kind": "firm"}}}).first()
        self.assertIn("company", str(raised.exception))
        self.assertEqual(raised.exception.violations[0]["in"], "body")

    def test_exports_have_the_format_of_the_name(self):
        with tempfile.TemporaryDirectory() as folder:
            table = self.graph.export(f"{folder}/graph.zip")
            triples = self.graph.export(f"{folder}/graph.ttl", valid_at="2025")
            self.assertIn("nodes.csv", zipfile.ZipFile(table).namelist())
            self.assertIn("@prefix", triples.read_text(encoding="utf-8"))
            self.assertEqual(sorted(os.listdir(folder)), ["graph.ttl", "graph.zip"])

    def test_an_unknown_format_is_named(self):
        with self.assertRaisesRegex(ValueError, r"\.graphml.*graph\.xlsx"):
            self.graph.export("graph.xlsx")

    @needs_libraries
    def test_frames_have_the_whole_list_or_its_beginning(self):
        companies = self.graph.companies.sort("name")
        names = [company["name"] for company in companies]
        self.assertEqual(companies.frame()["name"].tolist(), names)
        for limit in (3, 9):
            self.assertEqual(companies.limit(limit).frame()["name"].tolist(), names[:limit])

    @needs_libraries
    def test_namibia_is_not_missing(self):
        self.assertEqual(self.graph.places.fields("country").filter(isoCode="NA").frame()["country"].tolist(), ["NA"])

    @needs_libraries
    def test_columns_without_values_are_no_numbers(self):
        frame = self.graph.agreements.fields("description", "sameAs", "signedOn").filter(party="kfia").frame()
        self.assertEqual(frame["description"].str.len().isna().tolist(), [True])
        self.assertEqual(frame["signedOn"].str[:4].tolist(), ["2025"])

    def test_questions_with_a_body_have_frames(self):
        with unittest.mock.patch.object(chipgraph, "_NAMES_AT_ONCE", 1):
            self.assertEqual(self.graph.match(["KFIA", "Viettel"], limit=1).frame()["query.name"].tolist(), ["KFIA", "Viettel"])
        pattern = {"nodes": {"firm": {"kind": "company"}}, "return": ["firm.name"]}
        self.assertEqual(len(self.graph.pattern(pattern).frame()), self.graph.pattern(pattern).count())

    @needs_libraries
    def test_graphs_have_all_relationships(self):
        import networkx

        relationships = self.graph.relationships.filter(type=["SUBSIDIARY_OF", "PARTY_TO"])
        drawn = relationships.graph()
        self.assertIsInstance(drawn, networkx.MultiDiGraph)
        self.assertEqual(drawn.number_of_edges(), relationships.count())
        self.assertEqual({data["type"] for _, _, data in drawn.edges(data=True)}, {"SUBSIDIARY_OF", "PARTY_TO"})
        common = self.graph.common("fpt", "nvidia", limit=1).graph()
        self.assertEqual(set(common), {"fpt", "nvidia", "partnership-fpt-nvidia"})

    @needs_libraries
    def test_the_recipes_of_the_documentation_run(self):
        recipes = re.findall(r"(?ms)^```python\n(.*?)^```$", (DOCS / "clients.md").read_text(encoding="utf-8"))
        self.assertGreater(len(recipes), 3)
        with tempfile.TemporaryDirectory() as folder:
            self.run_all(recipes, folder)

    @unittest.skipIf(missing("pandas", "networkx", "matplotlib"), "Needs pandas, networkx and matplotlib")
    def test_the_notebook_runs(self):
        cells = json.loads((DOCS / "tour.ipynb").read_text(encoding="utf-8"))["cells"]
        with unittest.mock.patch.dict(os.environ, MPLBACKEND="Agg"):
            self.run_all(["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"], DOCS)

    def run_all(self, programs, folder):
        names, here = {}, os.getcwd()
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(None):
                for program in programs:
                    exec(program.replace("http://localhost:8080", self.graph.url), names)
        finally:
            os.chdir(here)


class Script(http.server.BaseHTTPRequestHandler):
    """Answers with what the test has put down, and notes the headers of the requests."""

    answers: list
    requests: list

    def do_GET(self):
        self.requests.append(self)
        status, headers, body = self.answers.pop(0)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not {"Content-Length", "Transfer-Encoding"} & headers.keys():
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        pass


class TransportTest(unittest.TestCase):
    """What the real service does only under load, behind proxies or when it breaks."""

    ITEM = (200, {}, b'{"id": "kfia"}')
    PROBLEM = {"Content-Type": "application/problem+json"}

    def setUp(self):
        Script.requests = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Script)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.graph = Chipgraph(f"http://127.0.0.1:{self.server.server_port}/", api_key="secret", language="ko", patience=5)

    def answer(self, *answers):
        Script.answers = list(answers)

    def test_key_and_language_are_sent(self):
        self.answer(self.ITEM, self.ITEM)
        self.graph.entities["kfia"]
        self.graph.entities.language("vi", "ko;q=0.5")["kfia"]
        self.assertEqual([each.headers["X-API-Key"] for each in Script.requests], ["secret", "secret"])
        self.assertEqual([each.headers["Accept-Language"] for each in Script.requests], ["ko", "vi, ko;q=0.5"])

    def test_a_busy_service_is_asked_again(self):
        self.answer((503, {"Retry-After": "0"}, b""), (429, {"Retry-After": "0"}, b""), self.ITEM)
        self.assertEqual(self.graph.entities["kfia"]["id"], "kfia")
        self.assertEqual(Script.answers, [])

    def test_the_service_says_when_to_ask_again(self):
        date = email.utils.formatdate(time.time() + 3, usegmt=True)
        self.answer((503, {"Retry-After": "2"}, b""), (503, {"Retry-After": date}, b""), self.ITEM)
        with unittest.mock.patch("time.sleep") as sleep:
            self.graph.entities["kfia"]
        (first,), (second,) = (call.args for call in sleep.call_args_list)
        self.assertEqual(first, 2)
        self.assertTrue(0 < second <= 3, second)

    def test_patience_ends(self):
        body = b'{"title": "Too many requests", "detail": "60 a minute are allowed.", "type": "/problems/too-many-requests"}'
        self.answer((429, {"Retry-After": "6", **self.PROBLEM}, body))
        with self.assertRaisesRegex(Problem, "429 Too many requests: 60 a minute are allowed."):
            self.graph.entities["kfia"]

    def test_without_a_time_nothing_is_asked_again(self):
        self.answer((503, {}, b""))
        with self.assertRaisesRegex(Problem, "503 Service Unavailable"):
            self.graph.entities["kfia"]

    def test_merged_entities_are_found(self):
        self.answer((308, {"Location": "/v1/entities/kfia"}, b""), self.ITEM)
        self.assertEqual(self.graph.entities["old"]["id"], "kfia")

    def test_an_error_of_a_proxy_is_shown(self):
        self.answer((502, {"Content-Type": "text/html"}, b"<h1>No backend</h1>"))
        with self.assertRaisesRegex(Problem, "502 Bad Gateway: <h1>No backend</h1>"):
            self.graph.entities["kfia"]

    def test_all_violations_are_shown(self):
        violations = [{"in": "query", "field": field, "message": "is wrong"} for field in ("a", "b")]
        self.answer((400, self.PROBLEM, json.dumps({"detail": "a is wrong.", "violations": violations}).encode()))
        with self.assertRaisesRegex(Problem, "^400 Bad Request: a is wrong.\n  query: b is wrong$"):
            self.graph.entities["kfia"]

    def test_an_export_that_breaks_off_leaves_no_file(self):
        compressed = gzip.compress(b'{"source": {}}')
        self.answer(
            (200, {"Content-Length": "1000"}, b'{"source"'),
            (200, {"Transfer-Encoding": "chunked"}, b'9\r\n{"source"\r\n'),
            (200, {"Content-Encoding": "gzip"}, compressed[:-9]),
        )
        with tempfile.TemporaryDirectory() as folder:
            while Script.answers:
                with self.assertRaisesRegex(ConnectionError, "broke off"):
                    self.graph.export(f"{folder}/graph.ndjson")
            self.assertEqual(os.listdir(folder), [])

    def test_a_service_that_is_not_there_is_named(self):
        self.server.shutdown()
        self.server.server_close()
        with self.assertRaisesRegex(ConnectionError, f"{self.graph.url} does not answer"):
            self.graph.entities["kfia"]

    def test_a_library_that_is_not_there_is_named(self):
        with unittest.mock.patch.dict(sys.modules, pandas=None, networkx=None):
            for method, library in ((self.graph.companies.frame, "pandas"), (self.graph.relationships.graph, "networkx")):
                with self.assertRaisesRegex(ImportError, f"pip install {library}"):
                    method()
        self.assertEqual(Script.requests, [])


if __name__ == "__main__":
    unittest.main()
