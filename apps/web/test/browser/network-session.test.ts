import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { telegramInitData } from '@kindred/testkit/init-data'

import { networkWorld, storedTexts, texts, write } from './network-world.js'
import type { Person } from './people.js'
import { chromiumPath, launchUrl } from './phone.js'

const world = networkWorld()
const stack = inject('stack')
const refreshed = (page: Page) => page.waitForResponse('**/v1/auth/refresh')

/** Puts tokens in the place of those that the page keeps. */
const keepTokens = (page: Page, changed: object): Promise<void> =>
  page.evaluate((change) => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('kindred.session.'))!
    const kept = JSON.parse(sessionStorage[key]) as { tokens: object }
    sessionStorage[key] = JSON.stringify({ ...kept, tokens: { ...kept.tokens, ...change } })
  }, changed)

/** Whether the launch screen was ever shown from now on. */
const watchLaunch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = window as unknown as { launched?: boolean }
    new MutationObserver(
      () => (seen.launched ||= document.querySelector('main[aria-busy]') !== null),
    ).observe(document.body, { childList: true, subtree: true })
  })
const launched = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window as unknown as { launched?: boolean }).launched === true)

describe.skipIf(chromiumPath === undefined)('a token that has expired', { timeout: 90_000 }, () => {
  it('a token that has expired while the app is open is refreshed unseen: nothing blinks, nothing typed is lost', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.clock.install()
    const frames: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => void frames.push(payload.toString())),
    )
    await page.reload()
    await page.getByRole('textbox', { name: 'Message' }).fill('half a thought')
    await watchLaunch(page)
    // A question that is on its way when the clock jumps would count as one that nobody answered.
    await expect
      .poll(() => frames.filter((frame) => frame.includes('"type":"ack"')).length)
      .toBeGreaterThan(0)
    const refresh = refreshed(page)
    const signedInAgain = page.waitForEvent('websocket', { timeout: 1_000 }).catch(() => undefined)
    await page.clock.fastForward(4 * 60_000 + 40_000)
    expect((await refresh).status()).toBe(200)
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('half a thought')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => storedTexts(ben, id)).toEqual(['half a thought'])
    expect(await signedInAgain).toBeUndefined()
    expect(await launched(page)).toBe(false)
  })

  it('a token that has expired while the app was away, or that the server does not take any more, is refreshed unseen', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    for (const change of [
      { expiresAt: 0 },
      { accessToken: 'not.a.token', expiresAt: Date.now() + 240_000 },
    ]) {
      await keepTokens(page, change)
      const refresh = refreshed(page)
      await page.reload()
      expect((await refresh).status()).toBe(200)
      await page.getByRole('textbox', { name: 'Message' }).waitFor()
    }
    await write(page, 'still here')
    await expect.poll(() => storedTexts(ben, id)).toEqual(['still here'])
    await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'b1', text: 'I see' })
    await expect.poll(() => texts(page)).toEqual(['still here', 'I see'])
  })

  it('a token that has expired and a session that is over are replaced by a new sign-in, unseen, while Telegram’s proof is good', async () => {
    const anna = await world.resident()
    const page = await world.open(anna, { path: '/profile' })
    await page.getByText('Anna, ').waitFor()
    await keepTokens(page, { refreshToken: 'nonsense', expiresAt: 0 })
    await page.reload()
    await page.getByText('Anna, ').waitFor()
  })
})

describe.skipIf(chromiumPath === undefined)('Telegram’s proof that has expired', { timeout: 90_000 }, () => {
  const old = (person: Person): Person => {
    const authDate = new Date(Date.now() - 48 * 3_600_000)
    const { telegramId: id, name: firstName } = person
    return { ...person, initData: telegramInitData({ id, firstName, botToken: stack.botToken, authDate }) }
  }
  const asksToReopen = async (page: Page): Promise<void> => {
    await page.getByRole('heading', { name: 'Let’s start fresh' }).waitFor()
    await page.getByText('Send the bot /start').waitFor()
  }

  it('Telegram’s proof that has expired asks to open the app anew, in both languages', async () => {
    const anna = old(await world.resident())
    await asksToReopen(await world.open(anna, { path: '/deck' }))
    const russian = await world.open(anna, { path: '/deck', locale: 'ru' })
    await russian.getByText('Отправьте боту /start').waitFor()
  })

  it('Telegram’s proof that has expired leads to the bot, whose reply to /start brings a fresh one, and closes the window', async () => {
    const told = async (page: Page) => {
      await page.route('**/config.json', (route) =>
        route.fulfill({ json: { bot_username: 'kindred_riga_bot' } }),
      )
      await page.addInitScript(() => {
        const seen = window as unknown as { calls: [string, string][]; TelegramWebviewProxy: object }
        seen.calls = []
        seen.TelegramWebviewProxy = {
          postEvent: (name: string, data: string) => seen.calls.push([name, data]),
        }
      })
    }
    const page = await world.open(old(await world.resident()), { path: '/deck', prepare: told })
    await page.getByRole('button', { name: 'Go to the bot' }).click()
    const calls = () =>
      page.evaluate(() => (window as unknown as { calls: [string, string][] }).calls.slice(-2))
    await expect.poll(calls).toMatchObject([
      ['web_app_open_tg_link', '{"path_full":"/kindred_riga_bot?start=open"}'],
      ['web_app_close', '{}'],
    ])
  })

  it('Telegram’s proof that has expired does no harm while the session lives, and asks once that is over too', async () => {
    const anna = await world.resident()
    const page = await world.open(anna, { path: '/profile' })
    await page.getByText('Anna, ').waitFor()
    const kept = await page.evaluate(() => Object.fromEntries(Object.entries(sessionStorage)))
    const context = page.context()
    await context.addInitScript((items) => {
      for (const [key, value] of Object.entries(items))
        if (sessionStorage[key] === undefined) sessionStorage[key] = value
    }, kept)
    const later = await context.newPage()
    await later.goto(launchUrl({ url: stack.url, path: '/profile' }, old(anna).initData))
    await later.getByText('Anna, ').waitFor()
    await keepTokens(later, { refreshToken: 'nonsense', expiresAt: 0 })
    await later.reload()
    await asksToReopen(later)
  })
})
