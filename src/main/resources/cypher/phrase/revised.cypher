// Keeps what the entity x was before as a revision, unless that was done in this transaction already.
CALL (x) {
  WITH x WHERE x.updatedAt < $now
  CREATE (revision:Revision)
  SET revision = properties(x), revision.supersededAt = $now, x.version = x.version + 1, x.updatedAt = $now,
    x.changedIn = $version, x.change = 'updated'
}
