import { vi } from 'vitest'

import { inFlight } from './crowd.js'
import { type Answers, leastKm, type Sighting, wishes } from './location-answers.js'
import { type Cast } from './location-cast.js'
import { type Spot } from './location-map.js'
import { type Person, signIn, type Target } from './people.js'

const patience = { timeout: 60_000, interval: 100 }
const atOnce = 8

/** Signs the whole cast in and notes what Kindred tells the accounts over its public API. */
export async function infiltrate(target: Target, cast: Cast): Promise<Answers> {
  const women = await settleWomen(target, cast)
  const accounts = await inFlight(cast.accounts, atOnce, (spot) => settleAccount(target, spot))
  const indexes = new Map(women.map(({ person }, index) => [person.userId, index]))
  const decks = await inFlight(accounts, atOnce, (account) => seeAll(account, indexes))
  const questions = cast.probing.flatMap((account) => cast.victims.map((_, victim) => ({ account, victim })))
  const radii = await inFlight(questions, atOnce, ({ account, victim }) => {
    const { fromKm, toKm } = decks[account]!.find(({ woman }) => woman === victim)!
    const pool = poolOf(accounts[account]!, women[victim]!.interest)
    return leastRadius(pool, Math.max(leastKm, fromKm), toKm)
  })
  const perAccount = cast.victims.length
  return { decks, radii: cast.probing.map((_, row) => radii.slice(row * perAccount, (row + 1) * perAccount)) }
}

interface Woman {
  readonly person: Person
  readonly interest: string
}

/** Each victim has an interest that nobody shares: the worst case. The decoys are the victims' equals in all that a score counts. */
async function settleWomen(target: Target, { victims, decoys }: Cast): Promise<Woman[]> {
  const { client } = await signIn(target, 'Scout')
  const { interests } = await client.profile.getCatalogue()
  return inFlight([...[...victims, ...decoys].entries()], atOnce, async ([index, spot]) => {
    const interest = interests[Math.min(index, victims.length)]!.id
    const person = await signIn(target, 'Alice')
    const { profile } = person.client
    await profile.createProfile({ name: 'Alice', birth_date: '1996-04-12', gender: 'WOMAN', interests: [interest] })
    await profile.setMyPreferences({ wanted_genders: ['MAN'], min_age: 18, max_age: 100, max_distance_km: 100 })
    await profile.setMyLocation({ ...spot })
    return { person, interest }
  })
}

async function settleAccount(target: Target, spot: Spot): Promise<Person> {
  const person = await signIn(target, 'Mallory')
  const { profile } = person.client
  await profile.createProfile({ name: 'Mallory', birth_date: '1996-04-12', gender: 'MAN' })
  await profile.setMyPreferences({ wanted_genders: ['WOMAN'], min_age: 18, max_age: 100, ...wishes })
  await profile.setMyLocation({ ...spot })
  return person
}

/** The whole deck, once all women are in it. */
const seeAll = (account: Person, indexes: ReadonlyMap<string, number>): Promise<Sighting[]> =>
  vi.waitFor(async () => {
    const deck = await readDeck(account, indexes)
    if (deck.length < indexes.size) throw new Error(`${deck.length} of ${indexes.size} women are in the deck.`)
    return deck
  }, patience)

async function readDeck(account: Person, indexes: ReadonlyMap<string, number>, after = ''): Promise<Sighting[]> {
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

/** How many with an interest the pool counts within a radius. */
const poolOf =
  ({ client }: Person, interest: string) =>
  async (max_distance_km: number): Promise<number> =>
    (await client.discovery.getPool({ max_distance_km, filters: { interests: [interest] } })).total

/** The least radius from `least` to `most` at which the pool holds her; at `most` it does. */
async function leastRadius(pool: (km: number) => Promise<number>, least: number, most: number): Promise<number> {
  if (least >= most) return most
  const middle = Math.floor((least + most) / 2)
  return (await pool(middle)) > 0 ? leastRadius(pool, least, middle) : leastRadius(pool, middle + 1, most)
}
