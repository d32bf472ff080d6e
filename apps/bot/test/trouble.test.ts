import { describe, expect, it } from 'vitest'

import { pixel, profileOf } from './fake-gateway.js'
import { botToken, type Mode, openWorld, pressAndSee, saidTo, webhookSecret } from './world.js'

const modes: Mode[] = ['polling', 'webhook']

describe.each(modes)('over %s, the bot', (mode) => {
  it('the bot gives up on a person who blocked it, and on nobody else', async () => {
    const { anna, boris, service, log } = await openWorld(mode)
    anna.send('/privacy')
    anna.block()
    await expect.poll(() => service.reach.isLost(anna.id)).toBe(true)
    boris.send('/privacy')
    await boris.waitFor('36 км²')
    expect(saidTo(anna)).toEqual([])
    expect(log()).not.toMatch(/"level":"(warn|error|fatal)"/)
    anna.send('/start')
    await anna.waitFor('Hi! Kindred helps you')
    expect(service.reach.isLost(anna.id)).toBe(false)
  })

  it('the bot gives up on a person whom Telegram refuses with 403, until they write again', async () => {
    const { sim, anna, boris, service, log } = await openWorld(mode)
    sim.faults.refuse({ status: 403, method: 'sendMessage' })
    anna.send('/privacy')
    await expect.poll(() => service.reach.isLost(anna.id)).toBe(true)
    boris.send('/privacy')
    await boris.waitFor('36 км²')
    expect(saidTo(anna)).toEqual([])
    expect(log()).not.toMatch(/"level":"(warn|error|fatal)"/)
    anna.send('/privacy')
    await anna.waitFor('36 km²')
    expect(service.reach.isLost(anna.id)).toBe(false)
  })

  it('the bot waits as long as Telegram says', async () => {
    const { sim, anna, boris } = await openWorld(mode)
    sim.faults.refuse({ status: 429, retryAfter: 3, method: 'sendMessage' })
    const begun = Date.now()
    anna.send('/privacy')
    await expect.poll(() => sim.faults.pending()).toBe(0)
    boris.send('/privacy')
    await boris.waitFor('36 км²')
    expect(saidTo(anna)).toEqual([])
    await anna.waitFor('36 km²')
    expect(Date.now() - begun).toBeGreaterThanOrEqual(3_000)
  })

  it('the bot says kindly that Kindred is away, and goes on when it is back', async () => {
    const { anna, gateway } = await openWorld(mode)
    gateway.person(anna.id).profile = profileOf()
    gateway.down = true
    for (const command of ['/start', '/profile', '/matches']) {
      anna.send(command)
      await anna.waitFor('Kindred is having a short break')
    }
    anna.sendPhoto(pixel)
    await anna.waitFor('Kindred is having a short break')
    anna.send('/delete')
    await anna.waitFor('It cannot be undone')
    await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
    await anna.press('Yes, delete everything')
    await anna.waitFor('Kindred is having a short break')
    gateway.down = false
    anna.send('/profile')
    await anna.waitFor('Anna, 29')
  })

  it('the bot asks a gateway again that is away for a moment only', async () => {
    const { anna, gateway } = await openWorld(mode)
    gateway.person(anna.id).profile = profileOf()
    gateway.down = true
    anna.send('/profile')
    await expect.poll(() => gateway.seen.length).toBeGreaterThan(0)
    gateway.down = false
    await anna.waitFor('Anna, 29')
    expect(saidTo(anna)).toHaveLength(1)
  })

  it('the bot starts without Telegram and begins when it is there', async () => {
    const { sim, anna, service } = await openWorld(mode, { offline: true })
    expect((await fetch(`http://127.0.0.1:${service.opsPort}/livez`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)).status).toBe(503)
    anna.send('/privacy')
    sim.faults.offline = false
    await anna.waitFor('36 km²', 10_000)
  })

  it('the bot hears again after the line broke', async () => {
    const { sim, anna } = await openWorld(mode)
    anna.send('/privacy')
    await anna.waitFor('36 km²')
    sim.faults.offline = true
    anna.send('/help')
    sim.faults.offline = false
    await anna.waitFor('Here I answer to', 10_000)
  })

  it('the bot finishes what it is at when it is stopped', async () => {
    const { sim, anna, service } = await openWorld(mode)
    sim.faults.refuse({ status: 429, retryAfter: 1, method: 'sendMessage' })
    anna.send('/privacy')
    await expect.poll(() => sim.faults.pending()).toBe(0)
    await service.stop()
    expect(saidTo(anna)).toHaveLength(1)
  })
})

it('the bot stays silent, and alive, when Telegram does not know it', async () => {
  const token = `${botToken}x`
  const { sim, service, log } = await openWorld('polling', { changed: { token }, offline: true })
  sim.faults.offline = false
  await expect.poll(log, { timeout: 60_000 }).toContain('Telegram refuses BOT_TOKEN')
  expect((await fetch(`http://127.0.0.1:${service.opsPort}/livez`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)).status).toBe(503)
  expect(log()).not.toContain(token)
})

it('the bot answers without its buttons, and tells the operator, when Telegram does not open the app’s address', async () => {
  const { anna, gateway, log } = await openWorld('polling', {
    changed: { appUrl: 'http://192.168.1.5:8080/app' },
  })
  gateway.person(anna.id).profile = profileOf()
  anna.send('/privacy')
  expect((await anna.waitFor('36 km²')).reply_markup).toBeUndefined()
  anna.send('/pause')
  expect((await anna.waitFor('Your profile is hidden')).reply_markup).toBeDefined()
  expect(log()).toContain('Telegram opens Mini Apps over https only: set WEB_APP_URL')
})

describe('the webhook', () => {
  const update = { update_id: 1, message: {} }
  const post = (url: string, headers: Record<string, string>, body: unknown = update) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const shown = (secret: string) => ({ 'x-telegram-bot-api-secret-token': secret })

  it('the webhook takes updates from Telegram only', async () => {
    const { service } = await openWorld('webhook')
    const url = `http://127.0.0.1:${service.webhookPort}/telegram/updates`
    expect((await post(url, {})).status).toBe(401)
    expect((await post(url, shown('another'))).status).toBe(401)
    expect((await post(url, shown(`${webhookSecret}x`))).status).toBe(401)
    expect((await post(url, shown(webhookSecret))).status).toBe(200)
    expect((await post(url, shown(webhookSecret), { no: 'update' })).status).toBe(400)
    expect((await post(`${url}/other`, shown(webhookSecret))).status).toBe(404)
  })

  it('the webhook acknowledges an update once its work is done, so that none is lost with the bot', async () => {
    const { sim, anna, service } = await openWorld('webhook')
    sim.faults.refuse({ status: 429, retryAfter: 3, method: 'sendMessage' })
    const from = { id: anna.id, is_bot: false, first_name: 'Anna' }
    const chat = { id: anna.id, type: 'private', first_name: 'Anna' }
    anna.send('/privacy')
    await expect.poll(() => sim.faults.pending()).toBe(0)
    const message = { message_id: 99, from, chat, date: 0, text: 'hello' }
    const url = `http://127.0.0.1:${service.webhookPort}/telegram/updates`
    expect((await post(url, shown(webhookSecret), { update_id: 2, message })).status).toBe(200)
    expect(saidTo(anna)).toEqual([
      expect.stringContaining('36 km²'),
      expect.stringContaining('I only know commands'),
    ])
  })
})
