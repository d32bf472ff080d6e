import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { goTo, networkWorld, storedTexts, texts, throttle, write } from './network-world.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()
const sending = { name: 'Sending' }

describe.skipIf(chromiumPath === undefined)('a message that is typed offline', { timeout: 90_000 }, () => {
  it('a message that is typed offline is sent once after the reconnect, and what the other wrote meanwhile comes in', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.context().setOffline(true)
    await write(page, 'one')
    await page.getByRole('img', sending).waitFor()
    await page.getByText('You’re offline').waitFor()
    await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'b1', text: 'meanwhile' })
    await page.context().setOffline(false)
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['meanwhile', 'one'])
    await expect.poll(() => page.getByRole('img', sending).count()).toBe(0)
    expect(await storedTexts(anna, id)).toEqual(['meanwhile', 'one'])
  })

  it('a message that is typed offline outlives the app: it is sent once, in its order, when the app is opened again on whatever screen', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.context().setOffline(true)
    await write(page, 'one')
    await write(page, 'two')
    await page.getByRole('img', sending).nth(1).waitFor()
    const next = await world.reopen(page, anna, '/profile')
    await expect.poll(() => storedTexts(anna, id), { timeout: 60_000 }).toEqual(['one', 'two'])
    await next.getByRole('link', { name: /Chats/ }).click()
    await next.getByRole('link', { name: /two/ }).click()
    await expect.poll(() => texts(next)).toEqual(['one', 'two'])
    await expect.poll(() => unsent(next)).toEqual([])
    const third = await world.reopen(next, anna, `/chats/${id}`)
    await write(third, 'three')
    await expect.poll(() => storedTexts(ben, id)).toEqual(['one', 'two', 'three'])
    await expect.poll(() => texts(third)).toEqual(['one', 'two', 'three'])
  })

  it('a message that is typed offline is stored once even when the app was closed between its arrival and the answer', async () => {
    const { anna, id } = await world.couple()
    const page = await world.open(anna, { path: '/profile' })
    await page.routeWebSocket('**/v1/chat/connect', (socket) => {
      const server = socket.connectToServer()
      // Nothing that follows the sign-in comes back.
      server.onMessage(
        (frame) =>
          /"type":"(ready|ack)"/.test(String(frame)) && !/"seq"/.test(String(frame)) && socket.send(frame),
      )
    })
    await page.reload()
    await page.getByRole('link', { name: /Chats/ }).click()
    await page.getByRole('link', { name: /Ben/ }).click()
    await write(page, 'one')
    await expect.poll(() => storedTexts(anna, id)).toEqual(['one'])
    expect(await unsent(page)).toHaveLength(1)
    const next = await world.reopen(page, anna, `/chats/${id}`)
    await expect.poll(() => unsent(next)).toEqual([])
    await expect.poll(() => texts(next)).toEqual(['one'])
    expect(await storedTexts(anna, id)).toEqual(['one'])
  })

  it('a message that is typed offline is the secret of the one who wrote it, and goes with them', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.context().setOffline(true)
    await write(page, 'never')
    await page.getByRole('img', sending).waitFor()
    const bens = await world.reopen(page, ben, `/chats/${id}`)
    await write(bens, 'hello')
    await expect.poll(() => storedTexts(ben, id)).toEqual(['hello'])
    await expect.poll(() => unsent(bens)).toHaveLength(1)
    const leaving = await world.reopen(bens, anna, '/settings/sign-out')
    await leaving.getByRole('button', { name: 'Sign out' }).waitFor()
    await goTo(leaving, `/chats/${id}`)
    await expect.poll(() => texts(leaving)).toEqual(['hello', 'never'])
    await leaving.context().setOffline(true)
    await write(leaving, 'too late')
    await expect.poll(() => unsent(leaving)).toHaveLength(1)
    await goTo(leaving, '/settings/sign-out')
    await leaving.getByRole('button', { name: 'Sign out' }).click()
    await leaving.getByRole('heading', { name: 'You’re signed out' }).waitFor()
    await expect.poll(() => unsent(leaving)).toEqual([])
  })
})

const unsent = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kindred.unsent.')))

describe.skipIf(chromiumPath === undefined)('a network', { timeout: 90_000 }, () => {
  it('a network that is slow delays the app and its messages, nothing else', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    // Chromium's own "Slow 3G".
    await throttle(page, 2_000, 50_000)
    page.setDefaultTimeout(60_000)
    await page.reload()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await write(page, 'one')
    await write(page, 'two')
    await expect.poll(() => page.getByRole('img', sending).count(), { timeout: 60_000 }).toBe(0)
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['one', 'two'])
    expect(await storedTexts(ben, id)).toEqual(['one', 'two'])
  })

  it('a network that breaks every first request is not even noticed', async () => {
    const { anna, ben, id } = await world.couple()
    await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'b1', text: 'Hi' })
    const page = await world.open(anna, { path: '/profile' })
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
    const broken = new Set<string>()
    await page.route(/\/v1\/|\/assets\/(?!core|index|rolldown|style)/, (route) => {
      const { url, method } = { url: route.request().url(), method: route.request().method() }
      if (broken.has(method + url)) return route.continue()
      broken.add(method + url)
      return route.abort('connectionreset')
    })
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
    await page.getByRole('link', { name: /Chats/ }).click()
    await page.getByRole('link', { name: /Hi/ }).click()
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['Hi'])
    expect([...broken].some((url) => url.includes('/v1/auth/telegram'))).toBe(true)
    expect([...broken].some((url) => url.includes('chat-screen'))).toBe(true)
  })

  it('a network that is away lets a screen wait that was never opened before, and the rest of the app lives', async () => {
    const anna = await world.resident()
    const page = await world.open(anna, { path: '/likes' })
    await page
      .getByText('Nobody yet')
      .or(page.getByRole('heading', { level: 2 }))
      .first()
      .waitFor()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: /Profile/ }).click()
    await page.getByText('Loading…').waitFor({ state: 'attached' })
    await page.getByText('You’re offline').waitFor()
    await page.getByRole('link', { name: /Likes/ }).click()
    await page.getByRole('heading', { level: 1, name: 'People who like you' }).waitFor()
    await page.getByRole('link', { name: /Profile/ }).click()
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
    await page.getByText('Anna, ').waitFor()
  })
})
