import { type Kysely, type Migration, sql } from 'kysely'

export const events: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table outbox_subscription (
      subscriber text not null,
      type text not null,
      created_at timestamptz not null default now(),
      primary key (subscriber, type)
    )`.execute(db)
    await sql`create index outbox_subscription_type on outbox_subscription (type)`.execute(db)

    await sql`create table outbox_event (
      id uuid primary key,
      type text not null,
      aggregate_id text not null,
      payload bytea not null,
      occurred_at timestamptz not null default now(),
      traceparent text not null default ''
    )`.execute(db)
    await sql`create index outbox_event_aggregate on outbox_event (aggregate_id)`.execute(db)

    await sql`create table outbox_delivery (
      id bigint generated always as identity primary key,
      subscriber text not null,
      event_id uuid not null references outbox_event (id) on delete cascade,
      aggregate_id text not null,
      attempts integer not null default 0,
      next_attempt_at timestamptz,
      last_error text,
      dead_at timestamptz
    )`.execute(db)
    await sql`create index outbox_delivery_line on outbox_delivery (subscriber, id) where dead_at is null`.execute(
      db,
    )
    await sql`create index outbox_delivery_event on outbox_delivery (event_id)`.execute(db)
    await sql`create index outbox_delivery_retry on outbox_delivery (subscriber, aggregate_id, id)
      where dead_at is null and next_attempt_at is not null`.execute(db)
    await sql`create index outbox_delivery_dead on outbox_delivery (id) where dead_at is not null`.execute(db)

    await sql`create table outbox_replay (
      subscriber text not null,
      type text not null,
      after text,
      requested_at timestamptz not null default now(),
      primary key (subscriber, type)
    )`.execute(db)

    await sql`create table inbox_event (
      id uuid primary key,
      applied_at timestamptz not null default now()
    )`.execute(db)
    await sql`create index inbox_event_applied on inbox_event (applied_at)`.execute(db)
  },
}
