// A company page as a front end draws it: no cast and no "!", because the contract says what is always there.
import createClient from "openapi-fetch";
import type { components, paths } from "../src/contract.js";

type Entity = components["schemas"]["Entity"];
type Money = components["schemas"]["Money"];
type Problem = components["schemas"]["Problem"];
type Row = components["schemas"]["PatternRow"];

const api = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: "http://localhost:8080" });

const amount = ({ value, min, max, currency }: Money): string =>
  value === undefined ? `${min ?? "?"} to ${max ?? "?"} ${currency}` : `${value} ${currency}`;

/** One line about an entity of any kind: its kind decides which properties it has. */
function line(entity: Entity): string {
  switch (entity.kind) {
    case "agreement":
      return `${entity.name}, signed ${entity.signedOn ?? "on an unknown date"}`;
    case "investment":
      return entity.amount ? `${entity.name}: ${amount(entity.amount)}` : entity.name;
    case "company":
      return `${entity.name} (${(entity.types ?? []).join(", ")})`;
    default:
      return entity.name;
  }
}

const failed = (problem: Problem): string =>
  [problem.title, problem.detail, ...(problem.suggestions ?? []).map(({ id, hint }) => `${id}: ${hint}`)].join("\n");

/** The firms that share a sector with the company. */
async function rivals(ref: string): Promise<Row[]> {
  const { data } = await api.POST("/v1/patterns", {
    body: {
      nodes: { firm: { ref }, sector: { kind: "sector" }, other: { kind: "company" } },
      edges: [{ from: "firm", to: "sector" }, { from: "other", to: "sector" }],
      return: ["other.name"],
    },
  });
  return data?.items ?? [];
}

export async function companyPage(ref: string): Promise<string> {
  const path = { ref };
  const company = await api.GET("/v1/companies/{ref}", { params: { path, query: { include: ["evidence"] } } });
  if (company.error) {
    return failed(company.error);
  }
  const partners = await api.GET("/v1/organizations/{ref}/partners", { params: { path, query: { limit: 10 } } });
  const timeline = await api.GET("/v1/timeline", { params: { query: { entity: ref } } });
  const related = await api.GET("/v1/entities", { params: { query: { kind: ["agreement", "investment"] } } });
  const counts = await api.GET("/v1/stats", { params: { query: { groupBy: "party,status", kind: ["agreement"] } } });
  return [
    line(company.data),
    ...(company.data.evidence ?? []).map(({ source, quote }) => `${source.name}: ${quote ?? ""}`),
    ...(partners.data?.items ?? []).flatMap(({ partner, since, agreements }) =>
      agreements.map(({ agreement, roles }) =>
        `${partner.name} since ${since ?? "?"}: ${agreement.name}, ${agreement.signedOn ?? ""} ${roles.self ?? ""}`)),
    ...(timeline.data?.items ?? []).map(({ date, sentence }) => `${date.slice(0, 4)} ${sentence}`),
    ...(related.data?.items ?? []).map(line),
    ...(counts.data?.items ?? []).map(({ party, status, count }) => `${party?.name} ${status} ${count.toFixed(0)}`),
    ...(await rivals(ref)).map((row) => String(row["other.name"])),
    `page ${partners.data?.page.next ?? "last"}, version ${partners.data?.meta.graphVersion}`,
  ].join("\n");
}
