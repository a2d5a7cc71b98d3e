// Records that the evidence of relationships changed.
// $rows: list of maps with id and type
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH ()-[r:$(row.type) {id: row.id}]->()
SET r.supportedIn = $version
