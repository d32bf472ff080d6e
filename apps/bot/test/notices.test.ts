import { describe, expect, it } from 'vitest'

import type { Delivery } from '@kindred/client'

import { appUrl, buttonsOf, type Mode, openWorld, saidTo, type World } from './world.js'

const conversation = '01890000-0000-7000-8000-00000000abcd'
const bella = { user_id: '01890000-0000-7000-8000-0000000000bb', name: 'Bella', age: 27 }
let deliveries = 0

/** Something to tell Anna. */
const deliveryFor = ({ anna }: Pick<World, 'anna'>, changed: Partial<Delivery>): Delivery => ({
  delivery_id: `01890000-0000-7000-8000-${String(++deliveries).padStart(12, '0')}`,
  telegram_id: anna.id,
  user_id: '01890000-0000-7000-8000-0000000000aa',
  language: 'en',
  kind: 'MATCH',
  count: 1,
  messages: [],
  link: '',
  attempt: 1,
  silent: false,
  ...changed,
})

const messageFrom = (world: World, texts: string[], changed: Partial<Delivery> = {}): Delivery =>
  deliveryFor(world, {
    kind: 'MESSAGE',
    conversation_id: conversation,
    person: bella,
    count: texts.length,
    messages: texts.map((text, index) => ({ seq: index + 1, text, created_at: '2026-01-01T00:00:00Z' })),
    ...changed,
  })

/** Anna lets the bot write. */
async function openWorldWithAnna(mode: Mode = 'polling'): Promise<World> {
  const world = await openWorld(mode)
  world.anna.send('/privacy')
  await world.anna.waitFor('36 km²')
  return world
}

const outcomes = ({ gateway }: World) => gateway.desk.results.map(({ outcome }) => outcome)

describe('the bot tells', () => {
  it.each<[Partial<Delivery>, string, [string, string][]]>([
    [
      { kind: 'MATCH', conversation_id: conversation, person: bella },
      'It’s a match!\nYou and Bella, 27 like each other.',
      [
        ['Say hello', ''],
        ['Open', `${appUrl}/chats/${conversation}`],
      ],
    ],
    [{ kind: 'LIKE', count: 3 }, '3 new people like you.', [['Have a look', `${appUrl}/likes`]]],
    [{ kind: 'SUPERLIKE' }, 'Someone gave you a superlike!', [['Have a look', `${appUrl}/likes`]]],
    [
      { kind: 'YOUR_TURN', conversation_id: conversation, person: bella },
      'Bella, 27 is waiting for your answer. A few words are enough.',
      [
        ['Read', ''],
        ['Open', `${appUrl}/chats/${conversation}`],
      ],
    ],
    [
      {
        kind: 'PHOTO_DECIDED',
        outcome: { subject: 'PHOTO', positive: true, rule: '', ends_at: '', subject_id: '' },
      },
      'Your photo was checked: everyone can see it now.',
      [['Have a look', `${appUrl}/profile/photos`]],
    ],
    [
      { kind: 'NEWS', news: { text: 'Kindred has a new home.' } },
      'Kindred has a new home.',
      [['Open Kindred', `${appUrl}/`]],
    ],
  ])('the bot tells of %o, with the way there and a button to switch it off', async (changed, text, ways) => {
    const world = await openWorldWithAnna()
    world.gateway.desk.waiting.push(deliveryFor(world, changed))
    const said = await world.anna.waitFor(text.split('\n')[0]!)
    expect(said.text).toBe(text)
    expect(buttonsOf(said)).toEqual([...ways, ['Turn these off', '']])
    await expect
      .poll(() => world.gateway.desk.results)
      .toMatchObject([{ outcome: 'SENT', telegram_message_id: said.message_id }])
  })
})
