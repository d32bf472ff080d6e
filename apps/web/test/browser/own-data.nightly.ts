import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { match, seesPeople, signIn } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile } from './phones.js'

const { open, town } = phonesOfFile()

describe.skipIf(chromiumPath === undefined)('the pages about own data', { timeout: 120_000 }, () => {
  it('a copy of the data is asked for, made, and downloaded as a ZIP', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    const page = await open(anna, { path: '/settings' })
    await page.getByRole('link', { name: /^Your data/ }).click()
    await page.getByRole('heading', { name: 'A copy of your data' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Make a copy' }).press('Enter')
    const download = page.getByRole('button', { name: 'Download' })
    await download.waitFor({ timeout: 60_000 })
    await page.getByText('Your copy is ready.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    const opened = page.context().waitForEvent('request', (request) => request.url().includes('/exports/'))
    await download.click()
    const answer = await fetch((await opened).url())
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  it('the history shows each sign-in with its device, the newest first', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    await signIn(inject('stack'), 'Anna', anna.telegramId)
    const page = await open(anna, { path: '/settings/data' })
    await page.getByRole('link', { name: /^Sign-in history/ }).click()
    const rows = page.getByRole('list', { name: 'Sign-in history' }).getByRole('listitem')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(2)
    await rows
      .first()
      .getByText(/still signed in/)
      .waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.goBack()
    await page.getByRole('heading', { name: 'A copy of your data' }).waitFor()
  })

  it('an account is deleted after two questions, is gone for others, and is taken back with all that was there', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(ben, 1)
    await match(anna, ben)
    const page = await open(anna, { path: '/settings/data' })
    await page.getByRole('link', { name: /^Delete account/ }).click()
    await page.getByText('all chats, for both people').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Delete my account…' }).press('Enter')
    const question = page.getByRole('dialog', { name: 'Delete your account?' })
    await question.waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await question.getByRole('button', { name: 'Keep my account' }).press('Enter')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: 'Delete my account…' }).click()
    await question.getByRole('button', { name: 'Delete my account', exact: true }).click()
    const matches = async () => (await ben.client.discovery.listMatches()).matches.length
    await expect.poll(matches, { timeout: 60_000 }).toBe(0)

    // What Telegram hands out at the next opening: nobody signs in with what a deletion signed out.
    const again = await open(await signIn(inject('stack'), 'Anna', anna.telegramId))
    await again.getByRole('heading', { name: 'Welcome back' }).waitFor()
    expect(await seriousFaults(again)).toEqual([])
    await again.getByRole('button', { name: 'Restore my account' }).press('Enter')
    await again.getByText('Good to have you back.').waitFor()
    await expect.poll(matches, { timeout: 60_000 }).toBe(1)
  })

  it('each page about own data says what went wrong and asks again when the server does not answer', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    for (const [path, route, found] of [
      ['/settings/data', '**/v1/account/export', 'Make a copy'],
      ['/settings/delete', '**/v1/account/deletion/terms', 'Delete my account…'],
    ] as const) {
      const page = await open(anna, {
        path,
        prepare: (one) => one.route(route, (call) => call.fulfill({ status: 503 })),
      })
      const retry = page.getByRole('button', { name: 'Try again' })
      await retry.waitFor({ timeout: 60_000 })
      expect(await seriousFaults(page)).toEqual([])
      await page.unroute(route)
      await retry.click()
      await page.getByRole('button', { name: found }).waitFor()
    }
  })
})
