import { expect, it, onTestFinished, vi } from 'vitest'

import { photoOf, pixel, profileOf } from './fake-gateway.js'
import { botToken, type Mode, openWorld, webhookSecret } from './world.js'

it('the bot signs a person in once and keeps the token until it is old', async () => {
  const { anna, boris, gateway } = await openWorld('polling')
  for (const _ of [1, 2, 3]) {
    anna.send('/profile')
    await anna.waitFor('You have no profile yet')
  }
  boris.send('/profile')
  await boris.waitFor('У вас пока нет профиля')
  expect(gateway.exchanges().map(({ body }) => JSON.parse(body) as object)).toEqual([
    { telegram_user_id: anna.id, language_code: 'en', username: '' },
    { telegram_user_id: boris.id, language_code: 'ru', username: '' },
  ])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4 * 60_000 + 1_000 })
  onTestFinished(() => void vi.useRealTimers())
  anna.send('/profile')
  await anna.waitFor('You have no profile yet')
  expect(gateway.exchanges()).toHaveLength(3)
})

it('the bot signs in anew, unseen, when the session was ended in the Mini App', async () => {
  const { anna, gateway } = await openWorld('polling')
  gateway.person(anna.id).profile = profileOf()
  anna.send('/profile')
  await anna.waitFor('Anna, 29')
  gateway.revoke()
  anna.send('/profile')
  await anna.waitFor('Anna, 29')
  expect(gateway.exchanges()).toHaveLength(2)
})

it('the bot tells the operator, and excuses itself, when the gateway does not take its credential', async () => {
  const { anna, gateway, log } = await openWorld('polling', { changed: { apiSecret: 'another-credential' } })
  anna.send('/profile')
  await anna.waitFor('Kindred is having a short break')
  expect(log()).toContain('is BOT_API_SECRET the same?')
  expect(gateway.seen.map(({ route }) => route)).toEqual(['POST /v1/auth/bot/language', 'POST /v1/auth/bot'])
})

it.each<Mode>(['polling', 'webhook'])(
  'the bot lets a Telegram id leave to the exchange only, and no secret or text into the log (%s)',
  async (mode) => {
    const { anna, gateway, log, sim, service } = await openWorld(mode)
    const person = gateway.person(anna.id)
    person.profile = profileOf({ photos: [photoOf(7)] })
    const talk: [string, string][] = [
      ['/start', 'Welcome back'],
      ['/profile', 'Anna, 29'],
      ['/matches', 'No matches yet'],
      ['a word that nobody else says', 'I only know'],
      ['/support', 'a person will answer'],
    ]
    for (const [text, answer] of talk) {
      anna.send(text)
      await anna.waitFor(answer)
    }
    anna.sendPhoto(pixel)
    await anna.waitFor('2 of 6')
    sim.faults.refuse({ status: 500, method: 'editMessageText' })
    sim.faults.refuse({ status: 429, retryAfter: 1000, method: 'sendMessage' })
    anna.send('/privacy')
    await expect.poll(log).toContain('Telegram did not do what was asked')
    gateway.down = true
    anna.send('/profile')
    await anna.waitFor('a short break')

    const elsewhere = gateway.seen.filter(({ route }) => !route.startsWith('POST /v1/auth/bot'))
    expect(elsewhere.length).toBeGreaterThan(5)
    expect(JSON.stringify(elsewhere)).not.toContain(String(anna.id))
    const metrics = await (await fetch(`http://127.0.0.1:${service.opsPort}/metrics`)).text()
    for (const secret of [
      String(anna.id),
      botToken,
      webhookSecret,
      gateway.secret,
      'token-1',
      'a word that nobody',
    ])
      expect(log() + metrics).not.toContain(secret)
  },
)
