import type pg from 'pg'

/** Runs queries over a connection that several callers share. */
export interface Talk {
  /** Waits for earlier queries, because node-postgres no longer queues them from version 9 on. */
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>
}

export function createTalk(client: pg.Client): Talk {
  let last: Promise<unknown> = Promise.resolve()
  return {
    query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const answer = last.then(() => client.query<Row>(text, [...values]))
      last = answer.catch(() => undefined)
      return answer
    },
  }
}
