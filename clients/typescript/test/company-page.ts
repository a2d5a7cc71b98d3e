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
      return [entity.name, ...(entity.types ?? [])].join(", ");
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
  const { data, error } = await api.GET("/v1/entities/{ref}/profile", {
    params: { path: { ref }, query: { limit: 10, lang: "vi", include: ["evidence"] } },
  });
  if (error) {
    return failed(error);
  }
  const { facts, partners, investments, positions, evidence, neighbours, timeline, conflicts } = data.cards;
  return [
    line(data.entity),
    ...(data.entity.kind === "agreement" ? (data.entity.parties ?? []) : []).map(({ name, role }) => `${name} ${role ?? ""}`),
    ...(facts?.items ?? []).map(({ label, direction, items, total }) =>
      `${label}: ${items.map(({ from, to }) => (direction === "out" ? to : from).name).join(", ")}; ${total} in all`),
    ...(partners?.items ?? []).flatMap(({ partner, since, agreements }) =>
      agreements.map(({ agreement, roles }) =>
        `${partner.name} since ${since ?? "?"}: ${agreement.name}, ${agreement.signedOn ?? ""} ${roles.self ?? ""}`)),
    ...(investments?.items ?? []).map(line),
    ...(positions?.items ?? []).map(({ from, position, attested }) => `${from.name}, ${position ?? ""}${attested === false ? "?" : ""}`),
    ...(timeline?.items ?? []).map(({ date, sentence }) => `${date.slice(0, 4)} ${sentence}`),
    ...(evidence?.items ?? []).map(({ source, statement }) => `${source.name} (${source.url ?? ""}): ${statement ?? ""}`),
    ...(conflicts?.items ?? []).map(({ field, claims }) => `${field}: ${claims.flatMap(({ sources }) => sources).join(", ")}`),
    `${neighbours?.nodes.length ?? 0} neighbours, more at ${partners?.link ?? ""}`,
    ...(await rivals(ref)).map((row) => String(row["other.name"])),
    `version ${data.meta.graphVersion}`,
  ].join("\n");
}
