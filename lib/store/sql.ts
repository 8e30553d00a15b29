import type { Sql, TransactionSql } from "#lib/platform/database.ts";

export type { Sql, TransactionSql } from "#lib/platform/database.ts";

/** The pool or one open transaction. */
export type Queryable = Sql | TransactionSql;
