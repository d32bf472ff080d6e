import { expect, it } from 'vitest'

import { readName } from './statement-span.js'

it.each([
  ['select * from "person" where id = $1', 'SELECT person'],
  ['insert into swipe (a) values ($1) on conflict do update set a = $1', 'INSERT swipe'],
  ['update "pair" set a = $1', 'UPDATE pair'],
  ['delete from only notice where id = $1', 'DELETE notice'],
  ['select from outbox_event where id = any($1) order by id for update', 'SELECT outbox_event'],
  [
    'with wanted as (select a from x), event as (insert into outbox_event (id) select 1) select 1',
    'INSERT outbox_event',
  ],
  ['\n  with a as (select 1 from conversation for no key update) select * from a', 'SELECT conversation'],
  ['select pg_notify($1, $2)', 'SELECT'],
  ['begin isolation level serializable', 'BEGIN'],
  ['commit', 'COMMIT'],
])('names %j', (text, summary) => {
  expect(readName(text).summary).toBe(summary)
})
