import { vi } from 'vitest'

import { distanceSteps } from '@kindred/kernel'

import { inFlight } from './crowd.js'
import { type Answers, type Interval, lookKm, type Sighting, wishes } from './location-answers.js'
import { type Cast, companySize } from './location-cast.js'
import type { Spot } from './location-map.js'
import { type Person, signIn, type Target } from './people.js'

const patience = { timeout: 240_000, interval: 100 }
const atOnce = 8

/** What Kindred told the accounts, and what it told them later, when the victims wanted nothing of them any more. */
export interface Told extends Answers {
  /** The radii of `theirs`, once the wishes of all victims exclude the accounts. */
  readonly excluded: Answers['radii']
  /** What the pool counted of victims who had blocked the account that asks, in all its counts: nothing. */
  readonly blocked: number
}

/** Signs the whole cast in and notes what Kindred tells the accounts over its public API. */
export async function infiltrate(target: Target, cast: Cast): Promise<Told> {
  const women = await settleWomen(target, cast)
  const accounts = await inFlight(cast.accounts, atOnce, (spot) => settleAccount(target, spot))
  const indexes = new Map(women.map(({ person }, index) => [person.userId, index]))
  const decks = await inFlight(accounts, atOnce, (account) => seeAll(account, indexes))
  const siege: Siege = { cast, women, indexes, probing: cast.probing.map((account) => accounts[account]!) }
  const radii = await flip(siege, (pool) => pool.total)
  await exclude(siege)
  const excluded = await flip(siege, (pool) => pool.theirs)
  return { decks, radii, excluded, blocked: await countBlocked(siege) }
}

interface Woman {
  readonly person: Person
  readonly interest: string
}

/** The probing accounts and the women whom they look for. */
interface Siege {
  readonly cast: Cast
  readonly women: readonly Woman[]
  readonly indexes: ReadonlyMap<string, number>
  readonly probing: readonly Person[]
}

/** Each victim has an interest that nobody shares: the worst case. The decoys are the victims' equals in all that a score counts. */
async function settleWomen(target: Target, { victims, decoys, company }: Cast): Promise<Woman[]> {
  const { client } = await signIn(target, 'Scout')
  const { interests } = await client.profile.getCatalogue()
  const ids = interests.map(({ id }) => id)
  const ofDecoys = decoys.map(() => victims.length)
  const ofCompany = company.map((_, index) => victims.length + 1 + Math.floor(index / companySize))
  const kinds = [...victims.keys(), ...ofDecoys, ...ofCompany]
  return inFlight([...[...victims, ...decoys, ...company].entries()], atOnce, async ([index, spot]) => {
    const interest = ids[kinds[index]!]!
    const person = await signIn(target, 'Alice')
    const { profile } = person.client
    await profile.createProfile({
      name: 'Alice',
      birth_date: '1996-04-12',
      gender: 'WOMAN',
      interests: [interest],
    })
    await profile.setMyPreferences(welcoming)
    // A sign-in of a moment ago may not be known everywhere yet.
    await vi.waitFor(() => profile.setMyLocation({ ...spot }), patience)
    return { person, interest }
  })
}

const welcoming = { wanted_genders: ['MAN' as const], min_age: 18, max_age: 100, max_distance_km: 100 }
const excluding = { ...welcoming, min_age: 90 }

async function settleAccount(target: Target, spot: Spot): Promise<Person> {
  const person = await signIn(target, 'Mallory')
  const { profile } = person.client
  await profile.createProfile({ name: 'Mallory', birth_date: '1996-04-12', gender: 'MAN' })
  await profile.setMyPreferences({ wanted_genders: ['WOMAN'], min_age: 18, max_age: 100, ...wishes })
  await vi.waitFor(() => profile.setMyLocation({ ...spot }), patience)
  return person
}

/** The whole deck, once all women are in it. */
const seeAll = (account: Person, indexes: ReadonlyMap<string, number>): Promise<Sighting[]> =>
  vi.waitFor(
    async () => {
      const deck = await readDeck(account, indexes)
      if (deck.length < indexes.size)
        throw new Error(`${deck.length} of ${indexes.size} women are in the deck.`)
      return deck
      // Asked more often, eight who look leave a busy machine no time to learn of those whom they look for.
    },
    { ...patience, interval: 1_000 },
  )

async function readDeck(
  account: Person,
  indexes: ReadonlyMap<string, number>,
  after = '',
): Promise<Sighting[]> {
  const { discovery } = account.client
  const page = await discovery.listCandidates({ page_size: 50, ...(after !== '' && { page_token: after }) })
  const sightings = page.candidates.map(({ user_id, distance, compatibility_score, reasons }) => ({
    woman: indexes.get(user_id)!,
    fromKm: distance!.from_km,
    toKm: distance!.to_km,
    score: compatibility_score,
    share: reasons.find(({ code }) => code === 'distance')?.share ?? 0,
  }))
  if (page.next_page_token === '') return sightings
  return [...sightings, ...(await readDeck(account, indexes, page.next_page_token))]
}

/** The counts that could hold a woman. */
interface Pool {
  readonly total: number
  readonly theirs: number
  readonly seen: number
}

/** What the pool counts within a radius of a victim and the company of the account. Another phase is another question: its answer is not a kept one. */
async function ask(
  siege: Siege,
  { row, victim, phase }: Record<'row' | 'victim' | 'phase', number>,
  km: number,
): Promise<Pool> {
  const { cast, women, probing } = siege
  const company = women[cast.victims.length + cast.decoys.length + row * companySize]!
  const interests = [women[victim]!.interest, company.interest]
  const { total, filters } = await probing[row]!.client.discovery.getPool({
    max_distance_km: km,
    max_age: 100 - phase,
    filters: { interests },
  })
  const hidden = (wanted: string) => filters.find(({ code }) => code === wanted)!.hides
  return { total, theirs: hidden('theirs'), seen: hidden('seen') }
}

const questions = ({ cast, probing }: Siege) =>
  probing.flatMap((_, row) => cast.victims.map((_, victim) => ({ row, victim })))

const stepsInReach = distanceSteps.filter((step) => step <= lookKm)

/** By probing account and victim: between which steps a count says that there is one more than the company. */
async function flip(siege: Siege, read: (pool: Pool) => number): Promise<Interval[][]> {
  const phase = phases++
  const found = await inFlight(questions(siege), atOnce, async (question): Promise<Interval> => {
    for (const [at, step] of stepsInReach.entries())
      if (read(await ask(siege, { ...question, phase }, step)) > 0)
        return { fromKm: stepsInReach[at - 1] ?? 0, toKm: step }
    throw new Error('The pool never counts her.')
  })
  const perAccount = siege.cast.victims.length
  return siege.probing.map((_, row) => found.slice(row * perAccount, (row + 1) * perAccount))
}

let phases = 0

/** Victims and company want nobody as young as the accounts any more. */
async function exclude(siege: Siege): Promise<void> {
  await setWishes(siege, excluding)
  await waitForDecks(siege, siege.cast.decoys.length)
}

async function setWishes({ cast, women }: Siege, preferences: typeof welcoming): Promise<void> {
  const isDecoy = (index: number) =>
    index >= cast.victims.length && index < cast.victims.length + cast.decoys.length
  const others = women.filter((_, index) => !isDecoy(index))
  await inFlight(others, atOnce, ({ person }) => person.client.profile.setMyPreferences(preferences))
}

async function waitForDecks({ probing, indexes }: Siege, size: number): Promise<void> {
  for (const account of probing)
    await vi.waitFor(async () => {
      const { length } = await readDeck(account, indexes)
      if (length !== size) throw new Error(`${length} women are in the deck instead of ${size}.`)
    }, patience)
}

/** Every victim blocks every probing account, then wants it again: the sum of all counts that should tell no more than the company. */
async function countBlocked(siege: Siege): Promise<number> {
  const { cast, women, probing } = siege
  const victims = women.slice(0, cast.victims.length)
  await inFlight(victims, atOnce, async ({ person }) => {
    for (const { userId } of probing) {
      // Nobody can block a stranger; a pass is an acquaintance.
      await person.client.discovery.pass({ target_user_id: userId })
      await person.client.discovery.block({ target_user_id: userId })
    }
  })
  const whileExcluded = await sumOfCounts(siege)
  await setWishes(siege, welcoming)
  await waitForDecks(siege, cast.decoys.length + cast.company.length)
  return whileExcluded + (await sumOfCounts(siege))
}

async function sumOfCounts(siege: Siege): Promise<number> {
  const phase = phases++
  const sums = await inFlight(questions(siege), atOnce, async (question) => {
    const { total, theirs, seen } = await ask(siege, { ...question, phase }, lookKm)
    return total + theirs + seen
  })
  return sums.reduce((sum, one) => sum + one, 0)
}
