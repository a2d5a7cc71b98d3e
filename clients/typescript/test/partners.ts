import { chipgraph, items } from "../src/index.js";

const api = chipgraph("http://localhost:8080", { language: "ko" });
const path = { ref: "name:KFIA" };

for await (const { partner, since } of items((cursor) =>
  api.GET("/v1/organizations/{ref}/partners", { params: { path, query: { cursor, limit: 500 } } }))) {
  console.log(partner.name, since);
}
