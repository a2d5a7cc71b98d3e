"""Asks Chipgraph, a knowledge graph of the semiconductor and AI ecosystem, from Python.

This one file needs Python 3.9 or newer and nothing else. Copy it beside your program or notebook. With pandas, answers become data
frames; with networkx, they become graphs.

>>> from chipgraph import Chipgraph
>>> graph = Chipgraph()  # http://localhost:8080, or the address in CHIPGRAPH_URL

Collections are filtered step by step. Each step returns a new query, and nothing is asked before you iterate:

>>> koreans = graph.companies.filter(country="KR").sort("name")
>>> [company["name"] for company in koreans.limit(2)]
['Furiosa AI', 'Hana Micron']
>>> koreans.count() == len(list(koreans))
True

A reference is an id, `name:` with a name in any language, or an identifier such as `wikidata:Q884`:

>>> graph.companies["name:삼성"]["id"]
'samsung'
>>> [row["partner"]["name"] for row in graph.partners("name:KFIA")]
['Information Technology Industry Department']

Filters have the names of the HTTP interface in snake case. `from_` stands for `from`, which Python reserves:

>>> graph.agreements.filter(party_country=["KR", "VN"], signed_from="2025").count() > 0
True

Mistakes are exceptions that say what is allowed:

>>> graph.companies.filter(contry="KR").count()
Traceback (most recent call last):
    ...
chipgraph.Problem: 400 Invalid request: contry is not known; did you mean country? ...
"""

from __future__ import annotations

import contextlib
import copy
import datetime
import email.utils
import gzip
import http.client
import importlib
import io
import json
import os
import pathlib
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Iterable, Iterator

__all__ = ["Chipgraph", "Problem"]

_PAGE = 500
_NAMES_AT_ONCE = 500
_FORMATS = {".ndjson": "ndjson", ".graphml": "graphml", ".jsonld": "jsonld", ".ttl": "turtle", ".zip": "csv"}


class Problem(Exception):
    """A request that the service rejected, as described by RFC 9457.

    >>> try:
    ...     graph.companies["name:Samsng"]
    ... except Problem as problem:
    ...     problem.status, problem.type, problem.suggestions[0]["id"]
    (404, '/problems/unknown-reference', 'samsung')
    """

    def __init__(self, status: int, document: dict[str, Any]):
        self.status = status
        self.document = document
        self.type: str = document.get("type", "about:blank")
        self.title: str = document.get("title", http.client.responses.get(status, ""))
        self.detail: str = document.get("detail", "")
        self.violations: list[dict[str, str]] = document.get("violations", [])
        """What is wrong with each field: `in`, `field` and `message`."""
        self.suggestions: list[dict[str, str]] = document.get("suggestions", [])
        """Entities that were probably meant: `id`, `name`, `kind` and `hint`."""
        super().__init__(status, document)

    def __str__(self) -> str:
        lines = [f"{self.status} {self.title}: {self.detail}"]
        for violation in self.violations:
            line = f"{violation['field']} {violation['message']}"
            if line not in self.detail:
                lines.append(f"{violation['in']}: {line}")
        lines += [f"Perhaps {each['id']}: {each['name']} ({each['hint']})" for each in self.suggestions]
        return "\n  ".join(lines)


class Query:
    """A question, which is asked when you iterate over it. Its methods return a new query and leave this one as it is."""

    def __init__(self, client: Chipgraph, path: str, parameters: dict[str, Any] | None = None, body: dict | None = None):
        self._client = client
        self._path = path
        self._parameters = {name: _texts(value) for name, value in _camel_cased(parameters or {}).items()}
        self._body = body
        self._languages = client.language

    def _with(self, **values: Any):
        """The same query with these values, in its body if it has one."""
        changed = copy.copy(self)
        if self._body is None:
            changed._parameters = self._parameters | {name: _texts(value) for name, value in values.items()}
        else:
            changed._body = self._body | values
        return changed

    def valid_at(self, date: str | datetime.date):
        """Asks for what held on a date: "2025", "2025-09", "2025-09-20", a date, or "all" for any time.

        >>> [row["investor"]["name"] for row in graph.investors("name:Ninh Bình")]
        ['Seoul Semiconductor']
        >>> list(graph.investors("name:Ninh Bình").valid_at("2025-06-30"))
        []
        """
        return self._with(validAt=_text(date))

    def known_at(self, instant: str | datetime.datetime):
        """Asks for what the graph knew at an instant, such as "2026-01-31T12:00:00Z"."""
        return self._with(knownAt=_text(instant))

    def include(self, *details: str):
        """Adds details to the answer, such as "evidence".

        >>> kfia = graph.entities.include("evidence")["kfia"]
        >>> kfia["evidence"][0]["source"]["publisher"]
        'Viet Nam News, BizHub (VNS)'
        """
        return self._with(include=list(details))

    def language(self, *languages: str):
        """Asks for names, labels and sentences in these languages, best first.

        >>> graph.entities.language("ko")["kfia"]["name"]
        '한국팹리스산업협회'
        """
        changed = copy.copy(self)
        changed._languages = ", ".join(languages)
        return changed

    @property
    def url(self) -> str:
        """The address that is asked, to be pasted into a browser."""
        query = urllib.parse.urlencode(self._parameters, doseq=True)
        return self._client.url + self._path + ("?" + query if query else "")

    def get(self) -> dict[str, Any]:
        """The JSON of one answer as it is, with its `meta`.

        >>> graph.investors("name:Ninh Bình").valid_at("2025-06-30").get()["meta"]["boundaries"]["place"]
        'ninh-binh-until-2025'
        """
        with self._open("application/json") as answer:
            return json.load(answer)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.get()["items"])

    def first(self) -> dict[str, Any] | None:
        """The first item, or None.

        >>> graph.search("Amkor Bac Ninh").first()["entity"]["kind"]
        'facility'
        >>> graph.search("xylophone").first() is None
        True
        """
        return next(iter(self), None)

    def frame(self):
        """All items as a pandas.DataFrame with the columns of the CSV. Dates are text, since many are as imprecise as "2025-09".
        Text that looks like a formula begins with an apostrophe.

        >>> graph.partners("name:KFIA").frame()["partner.id"].unique().tolist()
        ['vn-it-industry-department']
        """
        return self._frame(_module("pandas"))

    def _frame(self, pandas):
        with self._open("text/csv") as answer:
            # The country code NA is that of Namibia, and integers stay integers where some are missing.
            frame = pandas.read_csv(answer, keep_default_na=False, na_values=[""])
        # A column without values would become one of integers.
        empty = frame.columns[frame.isna().all()]
        return frame.convert_dtypes(convert_string=False).astype({name: object for name in empty})

    def _open(self, media_type: str):
        return self._client._open(self.url, self._body, {"Accept": media_type, "Accept-Language": self._languages})

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.url}>"


class Table(Query):
    """A list that comes in pages, which are fetched as you iterate over it."""

    _limit: int | None = None

    def filter(self, **filters: Any):
        """Narrows the list. Several values, in a list or in several calls, mean any of them; for parties, investors and speakers they
        mean all of them.

        >>> graph.relationships.filter(type="SUBSIDIARY_OF", to="name:FPT").count() > 0
        True
        """
        values = _camel_cased(filters).items()
        return self._with(**{name: self._parameters.get(name, []) + _texts(value) for name, value in values})

    def limit(self, items: int):
        """Ends the list after so many items."""
        changed = copy.copy(self)
        changed._limit = items
        return changed

    def _item(self, ref: str) -> dict[str, Any]:
        item = copy.copy(self)
        item._path += "/" + _quote(ref)
        return item.get()

    def count(self) -> int:
        """The number of all items.

        >>> graph.sources.count() > 5
        True
        """
        return self._with(limit=1, count=True).get()["page"]["total"]

    def pages(self) -> Iterator[dict[str, Any]]:
        """The answers page by page, with their `items` and `meta`."""
        left, query = self._limit, self
        while True:
            size = _PAGE if left is None else min(left, _PAGE)
            page = query._with(limit=size).get()
            yield page
            if left is not None:
                left -= len(page["items"])
            # The change feed always names a next page, so that its readers can wait for it.
            if page["page"]["next"] is None or len(page["items"]) < size or left == 0:
                return
            query = self._with(cursor=page["page"]["next"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (item for page in self.pages() for item in page["items"])

    def first(self) -> dict[str, Any] | None:
        return next(iter(self.limit(1)), None)

    def _frame(self, pandas):
        if self._limit is None:
            return super()._frame(pandas)
        query = self._with(limit=self._limit) if self._limit <= _PAGE else self
        return super(Table, query)._frame(pandas).head(self._limit)


class Collection(Table):
    """The entities of one kind or of several."""

    def sort(self, order: str):
        """Orders the list. A minus stands for descending.

        >>> graph.companies.sort("-name").first()["name"] > graph.companies.sort("name").first()["name"]
        True
        """
        return self._with(sort=order)

    def fields(self, *names: str):
        """Returns only these fields, and always the id.

        >>> graph.companies.fields("name", "country")["amkor"]
        {'id': 'amkor', 'name': 'Amkor Technology', 'country': 'US'}
        """
        return self._with(fields=",".join(names))

    def __getitem__(self, ref: str) -> dict[str, Any]:
        return self._item(ref)


class Relationships(Table):
    """Relationships, each from one entity to another."""

    def __getitem__(self, id: str) -> dict[str, Any]:
        return self._item(id)

    def graph(self):
        """All of them as a networkx.MultiDiGraph, with the entities that they connect.

        >>> owners = graph.relationships.filter(type="SUBSIDIARY_OF").graph()
        >>> owners.has_edge("fpt-semiconductor", "fpt")
        True
        """
        networkx = _module("networkx")
        relationships = list(self)
        return _graph(networkx, [each[end] for each in relationships for end in ("from", "to")], relationships)


class Paths(Query):
    """Paths between entities, each with a `sentence`."""

    def graph(self):
        """All paths together as a networkx.MultiDiGraph.

        >>> import networkx
        >>> connected = graph.paths("name:KFIA", "name:FPT", exclude_kinds="sector", k=1).graph()
        >>> networkx.shortest_path_length(connected.to_undirected(), "kfia", "fpt")
        4
        """
        networkx = _module("networkx")
        paths = [path for item in self for path in item.get("paths", [item])]
        relationships = [each for path in paths for hop in path["hops"] for each in hop["relationships"]]
        return _graph(networkx, [node for path in paths for node in path["nodes"]], relationships)


class Neighbourhood(Query):
    """What surrounds an entity. `get()` has `nodes`, `edges` and `meta`; iterating yields the nodes."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.get()["nodes"])

    def graph(self):
        """The neighbourhood as a networkx.MultiDiGraph.

        >>> graph.neighbourhood("name:KFIA", depth=2).graph().nodes["kfia"]["kind"]
        'association'
        """
        networkx = _module("networkx")
        answer = self.get()
        return _graph(networkx, answer["nodes"], answer["edges"])


class Matches(Query):
    """Candidates for names. Many names are asked for in several requests."""

    def _parts(self) -> Iterator[Matches]:
        names = self._body["queries"]
        return (self._with(queries=names[i : i + _NAMES_AT_ONCE]) for i in range(0, len(names) or 1, _NAMES_AT_ONCE))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (item for part in self._parts() for item in part.get()["items"])

    def _frame(self, pandas):
        return pandas.concat([super(Matches, part)._frame(pandas) for part in self._parts()], ignore_index=True)


class Chipgraph:
    """A Chipgraph service.

    Args:
        url: Its address. Default: that in the environment variable CHIPGRAPH_URL, or http://localhost:8080.
        api_key: An API key, where reading needs one. Default: that in the environment variable CHIPGRAPH_API_KEY.
        language: The languages of names, labels and sentences, best first, such as "ko" or "vi, en;q=0.5".
        patience: For how many seconds to repeat a request in all when the service is busy (429 or 503) and says in Retry-After when to
            come back.
        timeout: For how many seconds to wait for an answer to begin or to go on.

    >>> Chipgraph(language="vi").entities["vietnam"]["name"]
    'Việt Nam'
    """

    entities: Collection
    organizations: Collection
    companies: Collection
    ministries: Collection
    agencies: Collection
    associations: Collection
    universities: Collection
    institutes: Collection
    funds: Collection
    international_organizations: Collection
    people: Collection
    places: Collection
    agreements: Collection
    investments: Collection
    facilities: Collection
    events: Collection
    policies: Collection
    statements: Collection
    products: Collection
    sectors: Collection
    indicators: Collection
    sources: Collection

    def __init__(
        self,
        url: str | None = None,
        *,
        api_key: str | None = None,
        language: str = "",
        patience: float = 60,
        timeout: float = 60,
    ):
        self.url = (url or os.environ.get("CHIPGRAPH_URL", "http://localhost:8080")).rstrip("/")
        self.api_key = api_key or os.environ.get("CHIPGRAPH_API_KEY")
        self.language = language
        self.patience = patience
        self.timeout = timeout
        self.relationships = Relationships(self, "/v1/relationships")
        """All relationships, as `graph.relationships.filter(type="PARTY_TO", entity="kfia")`."""
        for name in Chipgraph.__annotations__:
            setattr(self, name, Collection(self, "/v1/" + name.replace("_", "-")))

    def profile(self, ref: str, **options: Any) -> Query:
        """What a page about an entity shows, with the options cards and limit.

        >>> page = graph.profile("name:KFIA", cards="partners,timeline").get()
        >>> page["entity"]["id"], page["cards"]["partners"]["total"]
        ('kfia', 1)
        """
        return Query(self, f"/v1/entities/{_quote(ref)}/profile", options)

    def partners(self, ref: str) -> Table:
        """The partners of an organisation, with the agreements.

        >>> [row["since"] for row in graph.partners("name:KFIA")]
        ['2025-09-18']
        """
        return Table(self, f"/v1/organizations/{_quote(ref)}/partners")

    def investors(self, ref: str) -> Table:
        """Who invests in a place, with the investments."""
        return Table(self, f"/v1/places/{_quote(ref)}/investors")

    def investments_in(self, ref: str) -> Table:
        """The investments in a place.

        >>> graph.investments_in("name:Ninh Bình").count()
        1
        """
        return Table(self, f"/v1/places/{_quote(ref)}/investments")

    def participants(self, ref: str) -> Table:
        """Who took part in an event, with roles and positions.

        >>> graph.participants("vietnam-korea-digital-forum-2025").first()["participant"]["name"]
        'Choi Young Sam'
        """
        return Table(self, f"/v1/events/{_quote(ref)}/participants")

    def facts(self, ref: str) -> Table:
        """The entities and relationships that a source supports.

        >>> graph.facts("bizhub-2025-09-20-kfia-mou").count() > 10
        True
        """
        return Table(self, f"/v1/sources/{_quote(ref)}/facts")

    def claims(self, ref: str) -> Table:
        """All values that sources claim of an entity, shown or not.

        >>> sorted({row["value"] for row in graph.claims("amkor") if row["property"] == "country"})
        ['KR', 'US']
        """
        return Table(self, f"/v1/entities/{_quote(ref)}/claims")

    def relationships_of(self, ref: str, **filters: Any) -> Relationships:
        """The relationships of an entity, with labels as seen from it.

        >>> minister = graph.relationships_of("name:Nguyen Chi Dung", type="HOLDS").valid_at("2024-09-22")
        >>> [each["position"] for each in minister]
        ['Minister of Planning and Investment']
        """
        return Relationships(self, f"/v1/entities/{_quote(ref)}/relationships", filters)

    def neighbourhood(self, ref: str, **options: Any) -> Neighbourhood:
        """What surrounds an entity, with the options depth, per_type, limit, types, kinds and exclude_kinds."""
        return Neighbourhood(self, f"/v1/entities/{_quote(ref)}/graph", options)

    def paths(self, from_: str, to: str, **options: Any) -> Paths:
        """The shortest paths between two entities, with the options k, max_hops, via, types and exclude_kinds.

        >>> graph.paths("kfia", "fpt").first()["sentence"]
        'Korea Fabless Industry Association is active in Semiconductor design; FPT Group is active in Semiconductor design.'
        """
        return Paths(self, "/v1/paths", {"from": from_, "to": to, **options})

    def common(self, *refs: str, **options: Any) -> Paths:
        """What several entities are connected to, with the options limit, max_hops, types, kinds and exclude_kinds.

        >>> graph.common("fpt", "nvidia").first()["entity"]["name"]
        'Partnership of FPT and Nvidia'
        """
        return Paths(self, "/v1/common", {"entity": refs, **options})

    def search(self, words: str, **filters: Any) -> Table:
        """Entities by words in their names, other text, positions and what sources say, with the filters kind, country and sector.

        >>> graph.search("vouchers for small businesses").first()["matchedIn"]
        'statement'
        """
        return Table(self, "/v1/search", {"q": words, **filters})

    def suggest(self, text: str, **options: Any) -> Query:
        """Names that begin with a text, with the options kind and limit.

        >>> graph.suggest("ninh b").first()["hint"]
        'province, Vietnam, since 1 July 2025'
        """
        return Query(self, "/v1/suggest", {"q": text, **options})

    def match(self, names: Iterable[str | dict[str, Any]], **options: Any) -> Matches:
        """Candidates for each of any number of names, with the option limit. What else you know of a name helps: kind, country and
        identifiers.

        >>> names = ["(주)삼성", {"name": "Amkor Technologi", "country": "US"}]
        >>> [item["candidates"][0]["entity"]["id"] for item in graph.match(names)]
        ['samsung', 'amkor']
        """
        queries = [{"name": name} if isinstance(name, str) else name for name in names]
        return Matches(self, "/v1/match", body={"queries": queries, **_camel_cased(options)})

    def pattern(self, pattern: dict[str, Any]) -> Table:
        """The rows of a pattern, which can ask any question of a few steps.

        >>> rows = graph.pattern({
        ...     "nodes": {"vn": {"kind": "organization", "where": {"country": "VN"}}, "agreement": {"kind": "agreement"},
        ...               "kr": {"where": {"country": "KR"}}},
        ...     "edges": [{"from": "vn", "type": "PARTY_TO", "to": "agreement"}, {"from": "kr", "type": "PARTY_TO", "to": "agreement"}],
        ...     "return": ["vn.name", {"collect": "kr.name", "as": "with"}], "orderBy": ["vn.name"]})
        >>> rows.first()
        {'vn.name': 'Information Technology Industry Department', 'with': ['Korea Fabless Industry Association']}
        """
        return Table(self, "/v1/patterns", body=pattern)

    def stats(self, *group_by: str, **filters: Any) -> Table:
        """Counts, or the measure amount or parties, by dimensions. For a single kind all of its filters apply.

        >>> counts = graph.stats("partyCountry", "year", kind="agreement").frame()
        >>> str(counts["year"].dtype)
        'Int64'
        """
        return Table(self, "/v1/stats", {"group_by": ",".join(group_by), **filters} if group_by else filters)

    def timeline(self, **filters: Any) -> Table:
        """Everything that has a date, in order, with the filters entity, place, sector, kind, from_ and to.

        >>> graph.timeline(sector="semiconductors", from_="2025").first()["date"] >= "2025"
        True
        """
        return Table(self, "/v1/timeline", filters)

    def changes(self, **filters: Any) -> Table:
        """What has changed so far, in its order, with the filters since, kind, change and by.

        >>> graph.changes(kind="company", change="created").first()["record"]
        'entity'
        """
        return Table(self, "/v1/changes", filters)

    def schema(self) -> dict[str, Any]:
        """The kinds, properties and relationship types, with their labels.

        >>> len(graph.schema()["kinds"])
        20
        """
        return self.get("/v1/schema").get()

    def get(self, path: str, **parameters: Any) -> Query:
        """A query of any other path.

        >>> graph.get("/v1/entities/fpt", fields="name").get()["name"]
        'FPT Group'
        """
        return Query(self, path, parameters)

    def export(self, file: str | os.PathLike[str], format: str | None = None, **parameters: Any) -> pathlib.Path:
        """Writes the whole graph to a file. The format follows from its name: .ndjson, .graphml, .jsonld, .ttl (Turtle), or .zip (CSV).
        The file appears when it is complete.

        >>> import networkx, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     whole = networkx.read_graphml(graph.export(folder + "/graph.graphml"))
        >>> "kfia" in whole
        True
        """
        path = pathlib.Path(file)
        if format is None and path.suffix not in _FORMATS:
            raise ValueError(f"The name must end with one of {', '.join(_FORMATS)}, unless a format is given: {path}")
        query = Query(self, "/v1/exports", {"format": format or _FORMATS[path.suffix], **parameters})
        part = path.with_name(path.name + ".part")
        try:
            with query._open("*/*") as answer, part.open("wb") as target:
                shutil.copyfileobj(answer, target)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return path

    @contextlib.contextmanager
    def _open(self, url: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Iterator[io.BufferedIOBase]:
        """The body of an answer that succeeds."""
        headers = {"Accept-Encoding": "gzip", **{name: value for name, value in headers.items() if value}}
        if self.api_key:
            headers["X-API-Key"] = self.api_key
        data = None
        if body is not None:
            data = json.dumps(body, default=_text).encode()
            headers["Content-Type"] = "application/json"
        try:
            with self._send(urllib.request.Request(url, data, headers)) as answer:
                yield _decoded(answer)
                # HTTPResponse notices a missing end itself unless it is read in parts.
                if answer.length:
                    raise http.client.IncompleteRead(b"", answer.length)
        except urllib.error.URLError as failed:
            raise ConnectionError(f"{self.url} does not answer: {failed.reason}") from failed
        except (http.client.IncompleteRead, EOFError) as failed:
            raise ConnectionError(f"The answer broke off: {url}") from failed

    def _send(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Sends a request, again if it is rejected for now. Every request reads, so repeating it is safe."""
        end = time.monotonic() + self.patience
        while True:
            try:
                return _OPENER.open(request, timeout=self.timeout)
            except urllib.error.HTTPError as rejected:
                with rejected:
                    pause = _pause(rejected.headers.get("Retry-After")) if rejected.code in (429, 503) else None
                    if pause is None or time.monotonic() + pause > end:
                        raise _problem(rejected) from None
                time.sleep(pause)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows 308, with which the ids of merged entities are answered and which Python knows from 3.11 on."""

    def redirect_request(self, request, answer, code, message, headers, url):
        return super().redirect_request(request, answer, 307 if code == 308 else code, message, headers, url)

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302


_OPENER = urllib.request.build_opener(_Redirects)


def _decoded(answer) -> io.BufferedIOBase:
    return gzip.GzipFile(fileobj=answer) if answer.headers.get("Content-Encoding") == "gzip" else answer


def _pause(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After, which may be a date (RFC 9110, section 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.isdigit():
        return int(retry_after)
    try:
        date = email.utils.parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    return max(0.0, date.timestamp() - time.time())


def _problem(rejected: urllib.error.HTTPError) -> Problem:
    text = _decoded(rejected).read().decode(errors="replace")
    try:
        document = json.loads(text)
    except ValueError:
        document = {"detail": text[:500]}
    return Problem(rejected.code, document)


def _graph(networkx, entities: Iterable[dict[str, Any]], relationships: Iterable[dict[str, Any]]):
    """A networkx.MultiDiGraph, with ids as nodes and keys."""
    drawn = networkx.MultiDiGraph()
    for entity in entities:
        drawn.add_node(entity["id"], **_without(entity, "id"))
    for each in relationships:
        ends = (end if isinstance(end, str) else end["id"] for end in (each["from"], each["to"]))
        drawn.add_edge(*ends, key=each["id"], **_without(each, "id", "from", "to"))
    return drawn


def _without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def _module(name: str):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise ImportError(f"This needs {name}. Install it with: pip install {name}") from None


def _quote(ref: str) -> str:
    return urllib.parse.quote(ref, safe=":")


def _camel_case(name: str) -> str:
    first, *others = name.strip("_").split("_")
    return first + "".join(other.capitalize() for other in others)


def _camel_cased(values: dict[str, Any]) -> dict[str, Any]:
    return {_camel_case(name): value for name, value in values.items()}


def _texts(value: Any) -> list[str]:
    return [_text(each) for each in value] if isinstance(value, (list, tuple, set)) else [_text(value)]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
