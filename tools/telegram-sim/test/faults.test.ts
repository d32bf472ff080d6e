import { createServer } from 'node:http'

import { webhookCallback } from 'grammy'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { createTelegramSim, telegramLimits } from '../src/index.js'
import { botToken, openScene, poll, type Scene } from './world.js'

describe('faults', () => {
  it('a fault can be a 429 that says how long to wait, once', async () => {
    const { sim, bot, anna } = await openScene()
    anna.send('hi')
    sim.faults.refuse({ status: 429, retryAfter: 1 })
    await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    expect(await bot.api.sendMessage(anna.id, 'Hi')).toMatchObject({ text: 'Hi' })
    expect(anna.messages().filter(({ text }) => text === 'Hi')).toHaveLength(1)
  })

  it('a fault can be a 500 for as many calls of a method as told', async () => {
    const { sim, bot, anna } = await openScene()
    anna.send('hi')
    sim.faults.refuse({ status: 500, times: 2, method: 'sendMessage' })
    await bot.api.sendChatAction(anna.id, 'typing')
    for (const _ of [1, 2])
      await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({ error_code: 500 })
    expect(sim.faults.pending()).toBe(0)
    await bot.api.sendMessage(anna.id, 'Hi')
  })

  it('a fault can be a 403 for somebody who has left Telegram, of whom no update tells', async () => {
    const { sim, bot, anna } = await openScene()
    anna.send('hi')
    sim.faults.refuse({ status: 403, method: 'sendMessage' })
    await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({
      error_code: 403,
      description: 'Forbidden: user is deactivated',
    })
    expect((await bot.api.getUpdates()).map((update) => Object.keys(update)[1])).toEqual(['message'])
  })

  it('a fault can be a storm of 429 that ends by itself and lets everything but messages pass', async () => {
    const { sim, bot, anna } = await openScene()
    anna.send('hi')
    sim.faults.pace.storm(1)
    await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 1 },
    })
    await bot.api.sendChatAction(anna.id, 'typing')
    await vi.waitFor(() => bot.api.sendMessage(anna.id, 'Hi'), { timeout: 60_000 })
    expect(sim.faults.pace.refused()).toBeGreaterThan(0)
  })

  it('a fault can be that Telegram keeps to its limits, one message a second to a chat', async () => {
    const { sim, bot, anna } = await openScene()
    const boris = sim.user({ firstName: 'Boris' })
    for (const person of [anna, boris]) person.send('hi')
    sim.faults.pace.limits = telegramLimits
    await bot.api.sendMessage(anna.id, 'One')
    await expect(bot.api.sendMessage(anna.id, 'Two')).rejects.toMatchObject({ error_code: 429 })
    await bot.api.sendMessage(boris.id, 'One')
    sim.faults.clear()
    await bot.api.sendMessage(anna.id, 'Two')
  })

  it('a fault can be a person who blocked the bot, which is told when that ends', async () => {
    const { bot, anna } = await openScene()
    const statuses: string[] = []
    bot.on('my_chat_member', (context) => void statuses.push(context.myChatMember.new_chat_member.status))
    await poll(bot)
    anna.send('hi')
    anna.block()
    await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    })
    anna.send('/start')
    await bot.api.sendMessage(anna.id, 'Hi again')
    await vi.waitFor(() => expect(statuses).toEqual(['kicked', 'member']))
  })

  it('a fault can be a line that breaks, and polls go on when it is back', async () => {
    const { sim, bot, anna } = await openScene()
    bot.on('message:text', (context) => context.reply(`You said ${context.message.text}`))
    await poll(bot)
    sim.faults.offline = true
    await expect(bot.api.getMe()).rejects.toThrow(/Network request/)
    anna.send('hello')
    sim.faults.offline = false
    await anna.waitFor('You said hello', 10_000)
  })

  it('a fault can be updates that come twice', async () => {
    const { sim, bot, anna } = await openScene()
    const seen: number[] = []
    bot.on('message', (context) => void seen.push(context.update.update_id))
    sim.faults.duplicates = true
    await poll(bot)
    anna.send('hello')
    await vi.waitFor(() => expect(seen).toHaveLength(2))
    expect(seen[0]).toBe(seen[1])
  })
})

describe('a webhook', () => {
  it('a webhook gets each update with the secret, again until it takes it, and one for one', async () => {
    const { bot, anna, url, requests, fail } = await openWebhook()
    bot.on('message:text', (context) => context.reply(`You said ${context.message.text}`))
    await bot.api.setWebhook(url, { secret_token: 'a-secret' })
    fail(2)
    anna.send('hello')
    await anna.waitFor('You said hello')
    await vi.waitFor(() => expect(requests).toEqual([500, 500, 200]))
    await vi.waitFor(async () =>
      expect(await bot.api.getWebhookInfo()).toMatchObject({ url, pending_update_count: 0 }),
    )
  })

  it('a webhook is given up for polling', async () => {
    const { bot, url } = await openWebhook()
    await bot.api.setWebhook(url, { secret_token: 'a-secret' })
    await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 409 })
    await bot.api.deleteWebhook()
    expect(await bot.api.getUpdates()).toEqual([])
  })

  it('a webhook gets nothing with another secret past the bot', async () => {
    const { bot, anna, url, requests } = await openWebhook()
    await bot.api.setWebhook(url, { secret_token: 'another' })
    anna.send('hello')
    await vi.waitFor(() => expect(requests.slice(0, 2)).toEqual([401, 401]))
    expect(await bot.api.getWebhookInfo()).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
    })
  })
})

describe('the simulator', () => {
  it('the simulator does not start in production, and says so', async () => {
    await expect(createTelegramSim({ botToken, production: true })).rejects.toThrow(
      /does not run in production/,
    )
  })
})

/** A bot behind a web server that can be told to fail. */
async function openWebhook(): Promise<
  Scene & { url: string; requests: number[]; fail(times: number): void }
> {
  const scene = await openScene()
  const requests: number[] = []
  let failures = 0
  await scene.bot.init()
  const handle = webhookCallback(scene.bot, 'http', { secretToken: 'a-secret' })
  const server = createServer((request, response) => {
    response.on('finish', () => requests.push(response.statusCode))
    if (failures-- > 0) response.writeHead(500).end()
    else void handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    ...scene,
    url: `http://127.0.0.1:${port}/webhook`,
    requests,
    fail: (times) => void (failures = times),
  }
}
