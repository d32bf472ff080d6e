import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { createClient } from '@kindred/client'
import { signInitData } from '@kindred/testkit/init-data'

import { seriousFaults } from './axe.js'
import { browserOfFile, somewhere } from './browser-of-file.js'
import { type Person, settle, signIn } from './people.js'
import { chromiumPath } from './phone.js'
import { callsOf, drivenClient, pressMainButton } from './telegram-client.js'

const stack = inject('stack')
const { open } = browserOfFile()

const withBot = (page: Page) =>
  page.route('**/config.json', (route) => route.fulfill({ json: { bot_username: 'kindred_riga_bot' } }))

async function withClient(page: Page): Promise<void> {
  await withBot(page)
  await drivenClient(page, 'allowed')
}

const resident = (): Promise<Person> =>
  settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...somewhere(), wants: 'MAN' })

let lastId = 870_000_000 + Math.floor(Math.random() * 1_000_000)

/** Somebody new opens the app by a link. */
const come = (startParam: string) =>
  createClient({ baseUrl: stack.url }).signIn({
    init_data: signInitData(
      {
        user: JSON.stringify({ id: ++lastId, first_name: 'Dora' }),
        auth_date: String(Math.floor(Date.now() / 1_000)),
        start_param: startParam,
      },
      stack.botToken,
    ),
  })

describe.skipIf(chromiumPath === undefined)('inviting friends', { timeout: 90_000 }, () => {
  it('inviting friends begins on the profile, shares one link by Telegram, and says how many came', async () => {
    const anna = await resident()
    const { code } = await anna.client.auth.getInvitation()
    await come(`ref_${code}`)
    await come(`ref_${code}`)
    const page = await open(anna, { path: '/profile', prepare: withClient })
    await page.getByRole('link', { name: /^Invite friends/ }).click()
    await page.getByText('2 people have signed up by your link.').waitFor()
    expect(await page.getByText('by invitation only').count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await pressMainButton(page)
    await expect.poll(() => callsOf(page, 'web_app_open_tg_link')).toHaveLength(1)
    const [call] = (await callsOf(page, 'web_app_open_tg_link')) as { path_full: string }[]
    const { pathname, searchParams } = new URL(call!.path_full, 'https://t.me')
    expect(pathname).toBe('/share/url')
    expect(searchParams.get('url')).toBe(`https://t.me/kindred_riga_bot?start=ref_${code}`)
    expect(searchParams.get('text')).toContain('Kindred')
  })

  it('inviting friends says so where nobody told what the bot is called', async () => {
    const page = await open(await resident(), {
      path: '/invite',
      prepare: (page) => page.route('**/config.json', (route) => route.fulfill({ json: {} })),
    })
    await page.getByText('The link can’t be made here').waitFor()
  })

  it('somebody without an invitation is told how to get one, and comes in once they have it', async () => {
    const dora = await signIn(stack, 'Dora')
    let isInvited = false
    const page = await open(dora, {
      path: '/deck',
      prepare: (page) =>
        page.route('**/v1/auth/telegram', (route) =>
          isInvited
            ? route.fallback()
            : route.fulfill({
                status: 403,
                contentType: 'application/problem+json',
                json: {
                  type: 'about:blank',
                  title: '',
                  status: 403,
                  detail: '',
                  code: 'INVITATION_REQUIRED',
                },
              }),
        ),
    })
    await page.getByRole('heading', { name: 'By invitation' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    isInvited = true
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.welcome').waitFor()
  })
})
