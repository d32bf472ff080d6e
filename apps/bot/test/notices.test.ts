import { describe, expect, it, onTestFinished, vi } from 'vitest'

import type { Delivery } from '@kindred/client'

import { appUrl, buttonsOf, openWorld, saidTo, type World } from './world.js'

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
    messages: texts.map((text, index) => ({
      seq: index + 1,
      text,
      created_at: '2026-01-01T00:00:00Z',
      advice: [],
    })),
    ...changed,
  })

/** Anna lets the bot write. */
async function openWorldWithAnna(): Promise<World> {
  const world = await openWorld('polling')
  world.anna.send('/privacy')
  await world.anna.waitFor('36 km²')
  return world
}

const outcomes = ({ gateway }: World) => gateway.desk.results.map(({ outcome }) => outcome)

/** The heads of what Anna was told of Bella. */
const partsSaid = ({ anna }: World): string[] =>
  saidTo(anna).flatMap((said) => (said.startsWith('Bella') ? [said.split('\n')[0]!] : []))

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
        ['Not for me', ''],
      ],
    ],
    [
      { kind: 'MATCH', conversation_id: conversation, person: bella, match_news: 'CONTACT_OFFERED' },
      'Bella would like to share Telegram contacts with you. If you agree, each of you gets a link to the other.',
      [['Answer', '']],
    ],
    [
      { kind: 'MATCH', conversation_id: conversation, person: bella, match_news: 'CONTACT_SHARED' },
      'Bella agreed: you share your Telegram contacts now.',
      [['Show the contact', '']],
    ],
    [
      { kind: 'MATCH', conversation_id: conversation, person: bella, match_news: 'FAREWELL' },
      'Bella feels you two aren’t a match, and wishes you good luck. The chat has ended.',
      [],
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
      {
        kind: 'NEWS',
        news: { text: 'Новый дом.', texts: [{ language: 'en', text: 'Kindred has a new home.' }] },
      },
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

describe('a notice', () => {
  it('a notice of messages shows all of them, and grows by edits', async () => {
    const world = await openWorldWithAnna()
    const { anna, gateway } = world
    gateway.desk.waiting.push(messageFrom(world, ['Hi!']))
    const first = await anna.waitFor('Hi!')
    expect(first.text).toBe('Bella, 27\nHi!')
    expect(first.entities).toMatchObject([{ type: 'bold', offset: 0, length: 9 }])
    expect(buttonsOf(first).map(([label]) => label)).toEqual(['Reply', 'Open', 'Mute', '⋯'])
    const edit = messageFrom(world, ['Hi!', 'How are you?'], { replaces_message_id: first.message_id })
    gateway.desk.waiting.push(edit)
    await expect.poll(() => saidTo(anna).at(-1)).toBe('Bella, 27 · 2 new messages\nHi!\n\nHow are you?')
    expect(gateway.desk.results.at(-1)).toMatchObject({
      outcome: 'SENT',
      telegram_message_id: first.message_id,
    })
    gateway.desk.waiting.push({ ...edit, delivery_id: first.chat.id.toString().padStart(36, '0') })
    await expect.poll(() => outcomes(world)).toEqual(['SENT', 'SENT', 'SENT'])
    expect(saidTo(anna)).toHaveLength(2)
  })

  it('a notice whose message is gone comes as a new one', async () => {
    const world = await openWorldWithAnna()
    world.gateway.desk.waiting.push(messageFrom(world, ['Hi!'], { replaces_message_id: 999_999 }))
    const said = await world.anna.waitFor('Hi!')
    await expect
      .poll(() => world.gateway.desk.results)
      .toMatchObject([{ telegram_message_id: said.message_id }])
  })

  it('a notice of a very long text comes in parts, and none of it is lost', async () => {
    const world = await openWorldWithAnna()
    const text =
      Array.from({ length: 700 }, (_, index) => `слово${index}`)
        .join(' ')
        .slice(0, 3_990) + ' конец 😀😀'
    world.gateway.desk.waiting.push(messageFrom(world, ['😀'.repeat(4_000)]))
    await world.anna.waitFor('Bella, 27 (2/2)', 20_000)
    world.gateway.desk.waiting.push(messageFrom(world, [text]))
    await world.anna.waitFor('конец', 20_000)
    const parts = saidTo(world.anna).filter((said) => said.startsWith('Bella'))
    expect(parts.map((part) => part.split('\n')[0])).toEqual([
      'Bella, 27 (1/2)',
      'Bella, 27 (2/2)',
      'Bella, 27',
    ])
    expect(
      parts
        .slice(0, 2)
        .map((part) => part.split('\n')[1])
        .join(''),
    ).toBe('😀'.repeat(4_000))
    expect(parts[2]).toBe(`Bella, 27\n${text}`)
    expect(world.gateway.desk.results[0]?.other_telegram_message_ids).toHaveLength(1)
  })

  it('a notice of a first message that talks of money comes with advice', async () => {
    const world = await openWorldWithAnna()
    const delivery = messageFrom(world, ['Send me 100 euro'])
    const messages = delivery.messages.map((one) => ({ ...one, advice: ['MONEY' as const] }))
    world.gateway.desk.waiting.push({ ...delivery, messages })
    expect((await world.anna.waitFor('Send me 100 euro')).text).toMatch(
      /^Bella, 27\n⚠️ This message is about money\. .*\nSend me 100 euro$/,
    )
  })

  it('a notice without a preview says only that there is one', async () => {
    const world = await openWorldWithAnna()
    world.gateway.desk.waiting.push(messageFrom(world, [], { count: 3 }))
    const said = await world.anna.waitFor('3 new messages from Bella, 27.')
    expect(buttonsOf(said).map(([label]) => label)).toEqual(['Read', 'Open', 'Mute', '⋯'])
  })

  it('a notice is in the language of the person, and tells of what waited as one', async () => {
    const world = await openWorldWithAnna()
    const digest = { messages: 5, conversations: 2, likes: 2, matches: 1, others: 0 }
    world.gateway.desk.waiting.push(deliveryFor(world, { language: 'ru', kind: 'MESSAGE', digest }))
    const said = await world.anna.waitFor('5 непрочитанных сообщений.')
    expect(buttonsOf(said).map(([label]) => label)).toEqual(['Открыть Kindred', 'Уведомления'])
  })

  it('a notice is switched off by one tap, and on again by the same button', async () => {
    const world = await openWorldWithAnna()
    const { anna, gateway } = world
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await anna.waitFor('Someone new likes you')
    expect(await anna.press('Turn these off')).toMatchObject({
      text: expect.stringContaining('/notifications'),
    })
    const isOn = () => gateway.person(anna.id).settings.kinds.find(({ kind }) => kind === 'LIKE')?.on
    expect(isOn()).toBe(false)
    await anna.press('Turn these on again')
    expect(isOn()).toBe(true)
  })
})

describe('a notice meets', () => {
  it('a person who blocked the bot costs one attempt, and /start makes them reachable', async () => {
    const world = await openWorldWithAnna()
    const { anna, gateway, log } = world
    anna.block()
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await expect.poll(() => outcomes(world)).toEqual(['BLOCKED'])
    anna.send('/start')
    await expect.poll(() => gateway.person(anna.id).reachable).toBeGreaterThan(0)
    expect(log()).not.toMatch(/"level":"(warn|error|fatal)"/)
  })

  it.each([
    [{ status: 403 } as const, 'BLOCKED'],
    [{ status: 400, reason: 'BUTTON_INVALID' } as const, 'FAILED'],
  ])('what Telegram answers by %o ends the notice as %s', async (refusal, outcome) => {
    const world = await openWorldWithAnna()
    world.sim.faults.refuse({ ...refusal, method: 'sendMessage' })
    world.gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await expect.poll(() => outcomes(world)).toEqual([outcome])
    expect(world.log()).not.toContain(String(world.anna.id))
  })

  it('a Telegram that is out of order gets the notice later', async () => {
    const world = await openWorldWithAnna()
    world.sim.faults.refuse({ status: 500, method: 'sendMessage' })
    world.gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await world.anna.waitFor('Someone new likes you')
    expect(outcomes(world)[0]).toBe('RETRY')
  })

  it('a storm of 429 silences all notices for as long as Telegram asks, and loses none', async () => {
    const world = await openWorldWithAnna()
    const { sim, anna, gateway } = world
    sim.faults.refuse({ status: 429, retryAfter: 2, method: 'sendMessage' })
    gateway.desk.waiting.push(
      deliveryFor(world, { kind: 'LIKE' }),
      deliveryFor(world, { kind: 'NEWS', news: { text: 'News', texts: [] } }),
    )
    await expect.poll(() => sim.faults.pending()).toBe(0)
    const begun = Date.now()
    await expect.poll(() => saidTo(anna).slice(1).sort()).toEqual(['News', 'Someone new likes you.'])
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1_500)
    await expect.poll(() => outcomes(world)).toEqual(['SENT', 'SENT'])
  })

  it('a result that gets lost is told again, and nothing is sent twice', async () => {
    const world = await openWorldWithAnna()
    world.gateway.desk.lostResults = 3
    world.gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await expect.poll(() => outcomes(world)).toContain('SENT')
    expect(saidTo(world.anna).filter((said) => said.includes('likes you'))).toHaveLength(1)
  })

  it('a bot that is stopped gives back what has no turn yet', async () => {
    const world = await openWorldWithAnna()
    const { sim, gateway, service } = world
    sim.faults.refuse({ status: 429, retryAfter: 30, method: 'sendMessage' })
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }), deliveryFor(world, { kind: 'SUPERLIKE' }))
    await expect.poll(() => sim.faults.pending()).toBe(0)
    await service.stop()
    expect(outcomes(world).every((outcome) => outcome === 'RETRY')).toBe(true)
    expect(gateway.desk.results).toHaveLength(2)
    expect(gateway.desk.waiting).toHaveLength(2)
  })

  it('a 429 in one chat does not silence the others', async () => {
    const world = await openWorldWithAnna()
    const { sim, boris, gateway } = world
    boris.send('/privacy')
    await boris.waitFor('36 км²')
    sim.faults.refuse({ status: 429, retryAfter: 30, method: 'sendMessage' })
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await expect.poll(() => sim.faults.pending()).toBe(0)
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE', telegram_id: boris.id }))
    await boris.waitFor('likes you')
    expect(saidTo(world.anna).filter((said) => said.includes('likes you'))).toEqual([])
  })

  it('a bot that stops between two parts of a text sends the second one', async () => {
    const world = await openWorldWithAnna()
    world.gateway.desk.waiting.push(messageFrom(world, ['😀'.repeat(4_000)]))
    await world.anna.waitFor('Bella, 27 (1/2)', 20_000)
    await world.service.stop()
    expect(partsSaid(world)).toEqual(['Bella, 27 (1/2)', 'Bella, 27 (2/2)'])
    expect(outcomes(world)).toEqual(['SENT'])
  })

  it('a Telegram that is out of order between two parts of a text gets the first one once', async () => {
    const world = await openWorldWithAnna()
    world.gateway.desk.waiting.push(messageFrom(world, ['😀'.repeat(4_000)]))
    await world.anna.waitFor('Bella, 27 (1/2)', 20_000)
    world.sim.faults.refuse({ status: 500, method: 'sendMessage', times: 2 })
    await world.anna.waitFor('Bella, 27 (2/2)', 20_000)
    await expect.poll(() => outcomes(world)).toEqual(['SENT'])
    expect(partsSaid(world)).toEqual(['Bella, 27 (1/2)', 'Bella, 27 (2/2)'])
  })

  it('a bot that was stopped for longer than its claim held sends nothing of it', async () => {
    const world = await openWorldWithAnna()
    const { sim, boris, gateway } = world
    boris.send('/privacy')
    await boris.waitFor('36 км²')
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    sim.faults.refuse({ status: 429, retryAfter: 2, method: 'sendMessage' })
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await expect.poll(() => sim.faults.pending()).toBe(0)
    const { asked } = gateway.desk
    vi.setSystemTime(Date.now() + 90_000)
    await expect.poll(() => gateway.desk.asked).toBeGreaterThan(asked)
    // By the time that this one has come, the other would have had its turn as well.
    gateway.desk.waiting.push(messageFrom(world, ['x'.repeat(12_000)], { telegram_id: boris.id }))
    await boris.waitFor(/\((\d)\/\1\)/, 20_000)
    await expect.poll(() => outcomes(world)).toEqual(['SENT'])
    expect(saidTo(world.anna).filter((said) => said.includes('likes you'))).toEqual([])
  })

  it('after a long absence of the gateway other bots may say first what they have sent', async () => {
    const world = await openWorldWithAnna()
    const { gateway, log } = world
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    gateway.down = true
    await expect.poll(log).toContain('nothing to tell can be had')
    vi.setSystemTime(Date.now() + 600_000)
    const claims = gateway.desk.claims.length
    gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    gateway.down = false
    await expect.poll(() => gateway.desk.results.length).toBe(1)
    expect(gateway.desk.claims).toHaveLength(claims)
    await world.anna.waitFor('Someone new likes you', 20_000)
  })

  it('a gateway that is away is asked again', async () => {
    const world = await openWorldWithAnna()
    world.gateway.down = true
    await expect.poll(world.log).toContain('nothing to tell can be had')
    world.gateway.down = false
    world.gateway.desk.waiting.push(deliveryFor(world, { kind: 'LIKE' }))
    await world.anna.waitFor('Someone new likes you', 20_000)
  })
})

describe('/notifications', () => {
  it('/notifications switches kinds, the words, quiet hours and everything, each by a button', async () => {
    const { anna, gateway } = await openWorldWithAnna()
    const { settings } = gateway.person(anna.id)
    expect(settings.paused).toBe(false)
    anna.send('/notifications')
    await anna.waitFor('This is what I tell you about')
    await anna.press('✅ Likes')
    await anna.press('✅ Show the words of messages')
    await anna.press('▫️ Pause all')
    await anna.press('Change…')
    await anna.press('22:00')
    await anna.press('09:00')
    expect(saidTo(anna).at(-1)).toContain('Quiet from 22:00 to 09:00')
    await anna.press('Back')
    expect(saidTo(anna).at(-1)).toContain('Everything is paused now')
    expect(gateway.person(anna.id).settings).toMatchObject({
      kinds: expect.arrayContaining([
        { kind: 'LIKE', on: false },
        { kind: 'MATCH', on: true },
      ]),
      message_preview: false,
      quiet_from: '22:00',
      quiet_to: '09:00',
      paused: true,
    })
  })
})
