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

/** All items of a list, or the changes so far, page by page. `ask` gets the cursor of each page. */
export async function* items<Item>(ask: (cursor?: string) => Promise<Answer<Item>>): AsyncGenerator<Item> {
  for (let cursor: string | undefined; ; ) {
    const { data, error } = await ask(cursor);
    if (!data) {
      throw new Error(error ? `${error.title}: ${error.detail}` : "The answer is empty.");
    }
    yield* data.items;
    // The end of a list has no cursor, and that of the changes is the one that was sent.
    if (data.page.next === null || data.page.next === cursor) {
      return;
    }
    cursor = data.page.next;
  }
}
