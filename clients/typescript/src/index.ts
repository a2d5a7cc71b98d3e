import createClient from "openapi-fetch";
import type { components, paths } from "./contract.js";

export type { components, paths };
export type Problem = components["schemas"]["Problem"];

/** A client of the service at `baseUrl`, whose paths, parameters and answers have the types of the contract. */
export const chipgraph = (baseUrl: string, { apiKey, language }: { apiKey?: string; language?: string } = {}) =>
  createClient<paths, "application/json" | "application/problem+json">({
    baseUrl,
    headers: { "X-API-Key": apiKey, "Accept-Language": language },
  });

interface Answer<Item> {
  data?: { items: Item[]; page: { next: string | null } };
  error?: Problem;
}

/** All items of a list, page by page. `ask` gets the cursor of each page. */
export async function* items<Item>(ask: (cursor?: string) => Promise<Answer<Item>>): AsyncGenerator<Item> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { data, error } = await ask(cursor);
    if (!data) {
      throw new Error(error ? `${error.title}: ${error.detail}` : "The answer is empty.");
    }
    yield* data.items;
    cursor = data.page.next;
  }
}
