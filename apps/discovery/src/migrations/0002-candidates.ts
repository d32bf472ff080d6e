import { type Kysely, type Migration, sql } from '@kindred/db'

import { fillCandidates } from './fill-candidates.js'

/** What the filters and the score read of a candidate, beside the keys of an index. */
const covered =
  sql.raw(`active_hour, birth_day, min_age, max_age, max_km, traits, accepted, height, min_height, max_height, x, y, z,
  interests_0, interests_1, interests_2, languages_0, languages_1, wanted_interests, wanted_languages`)

/**
 * A narrower projection with covering indexes, slots instead of ids in the pairs, and the feed through which all instances learn of
 * changes. People keep what their cards show; profile's replay, which its own migration requests, brings their newest state.
 */
export const candidates: Migration = {
  breaks: 'decks, likes, matches and all events',
  rewrites: ['pair', 'person'],
  async up(db: Kysely<unknown>) {
    await sql`
      alter table person
        add column slot integer generated always as identity unique,
        add column filters jsonb,
        add column importance jsonb,
        add column widen_distance boolean not null default false,
        add column verified boolean not null default false`.execute(db)
    await createCandidates(db)
    await fillCandidates(db)
    // Below every version, so that the replayed profiles are stored whatever version they have.
    await sql`update person set version = 0`.execute(db)
    await sql`
      alter table person
        drop column latitude, drop column longitude, drop column last_active_at, drop column completeness,
        drop column likes_received, drop column swipes_received`.execute(db)
    await createFeed(db)
    await keyPairsBySlot(db)
  },
}

async function createCandidates(db: Kysely<unknown>): Promise<void> {
  // Units of domain/score.ts: an hour is 1,000, a thousandth of completeness 432, the like rate at most 576,000.
  await sql`
    create table candidate (
      slot integer primary key references person (slot) on delete cascade,
      discoverable boolean not null,
      paused boolean not null,
      rank integer not null generated always as (
        active_hour * 1000 + completeness * 432
        + (576000 * (likes_received + 2)::bigint / (swipes_received + 4))::integer) stored,
      active_hour integer not null,
      completeness smallint not null,
      likes_received integer not null,
      swipes_received integer not null,
      birth_day integer not null,
      gender smallint not null,
      min_age smallint not null,
      max_age smallint not null,
      max_km smallint not null,
      traits integer not null,
      accepted integer not null,
      height smallint not null,
      min_height smallint not null,
      max_height smallint not null,
      cell integer not null,
      cell5 integer not null generated always as (cell >> 3) stored,
      cell4 integer not null generated always as (cell >> 6) stored,
      x real not null,
      y real not null,
      z real not null,
      interests_0 integer not null,
      interests_1 integer not null,
      interests_2 integer not null,
      languages_0 integer not null,
      languages_1 integer not null,
      wanted_interests integer[],
      wanted_languages integer[]
    ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02)`.execute(db)
  await sql`create index candidate_near on candidate (cell5, gender, rank desc, slot) include (${covered}) where discoverable`.execute(
    db,
  )
  await sql`create index candidate_far on candidate (cell4, gender, rank desc, slot) include (${covered}) where discoverable`.execute(
    db,
  )
  await sql`create index candidate_active on candidate (active_hour) where discoverable`.execute(db)
  await sql`
    create table word (
      kind text not null check (kind in ('interests', 'languages')),
      id text not null,
      position integer not null,
      primary key (kind, id),
      unique (kind, position)
    )`.execute(db)
}

async function createFeed(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table change (
      id bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      slot integer not null,
      other integer,
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index change_xid on change (xid)`.execute(db)
  await sql`create table tally (slot integer not null, swipes integer not null, likes integer not null)`.execute(
    db,
  )
  await sql`
    create table deck (
      slot integer primary key references person (slot) on delete cascade,
      id uuid not null,
      question text not null,
      made_at timestamptz not null,
      widened_to_km integer not null,
      slots integer[] not null
    )`.execute(db)
}

async function keyPairsBySlot(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pair rename to pair_by_id`.execute(db)
  await sql`
    create table pair (
      lower integer not null,
      upper integer not null,
      lower_swipe text check (lower_swipe in ('LIKE', 'SUPERLIKE', 'PASS')),
      lower_swiped_at timestamptz,
      lower_message text,
      lower_blocked_at timestamptz,
      upper_swipe text check (upper_swipe in ('LIKE', 'SUPERLIKE', 'PASS')),
      upper_swiped_at timestamptz,
      upper_message text,
      upper_blocked_at timestamptz,
      match_id uuid,
      matched_at timestamptz,
      ended_at timestamptz,
      check (lower < upper)
    )`.execute(db)
  await sql`
    insert into pair
    select least(l.slot, u.slot), greatest(l.slot, u.slot),
      case when l.slot < u.slot then lower_swipe else upper_swipe end,
      case when l.slot < u.slot then lower_swiped_at else upper_swiped_at end,
      case when l.slot < u.slot then lower_message else upper_message end, null,
      case when l.slot < u.slot then upper_swipe else lower_swipe end,
      case when l.slot < u.slot then upper_swiped_at else lower_swiped_at end,
      case when l.slot < u.slot then upper_message else lower_message end, null,
      match_id, matched_at, ended_at
    from pair_by_id join person l on l.user_id = lower_id join person u on u.user_id = upper_id`.execute(db)
  await sql`drop table pair_by_id`.execute(db)
  await sql`alter table pair add primary key (lower, upper)`.execute(db)
  await sql`create unique index pair_match on pair (match_id) where match_id is not null`.execute(db)
  for (const [side, other] of [
    ['lower', 'upper'],
    ['upper', 'lower'],
  ] as const)
    await indexSide(db, side, other)
}

async function indexSide(db: Kysely<unknown>, side: string, other: string): Promise<void> {
  const [mine, theirs] = [sql.ref(side), sql.ref(other)]
  const column = (of: string, name: string) => sql.ref(`${of}_${name}`)
  await sql`create index ${sql.ref(`pair_swiped_${side}`)} on pair (${mine}, ${column(side, 'swiped_at')} desc)
    include (${theirs}, ${column(side, 'swipe')}) where ${column(side, 'swipe')} is not null`.execute(db)
  await sql`create index ${sql.ref(`pair_blocked_${side}`)} on pair (${mine}) include (${theirs}, ${column(side, 'blocked_at')}, ${column(other, 'blocked_at')})
    where ${column(side, 'blocked_at')} is not null or ${column(other, 'blocked_at')} is not null`.execute(db)
  await sql`create index ${sql.ref(`pair_awaits_${side}`)} on pair (${mine}, ${column(other, 'swiped_at')} desc, ${theirs} desc)
    where ${column(side, 'swipe')} is null and ${column(other, 'swipe')} in ('LIKE', 'SUPERLIKE')
      and ${column(side, 'blocked_at')} is null and ${column(other, 'blocked_at')} is null`.execute(db)
  await sql`create index ${sql.ref(`pair_live_${side}`)} on pair (${mine}, matched_at desc, match_id desc)
    where match_id is not null and ended_at is null`.execute(db)
}
