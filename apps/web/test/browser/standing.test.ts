import type { Page } from 'playwright-core'
import { describe, expect, inject, it, vi } from 'vitest'

import type { Measure, Rule } from '@kindred/client'

import { seriousFaults } from './axe.js'
import { type Person, seesPeople, signIn } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile } from './phones.js'

const { open, town } = phonesOfFile()

/** Somebody reports the person, and a moderator decides. */
async function decide(reporter: Person, person: Person, measure: Measure, rule: Rule): Promise<void> {
  const about = { target_user_id: person.userId, reason: 'HARASSMENT', context: { kind: 'PROFILE' } } as const
  await reporter.client.safety.reportPerson(about)
  const { client } = await signIn(inject('stack'), 'Mod', inject('adminTelegramId'))
  const caseId = await vi.waitFor(
    async () => {
      const { cases } = await client.safety.listCases({ page_size: 100 })
      const found = cases.find(({ subject_id: subjectId }) => subjectId === person.userId)
      if (found === undefined) throw new Error('There is no case yet.')
      return found.case_id
    },
    { timeout: 60_000, interval: 100 },
  )
  const { lease_id: leaseId } = await client.safety.claimCase({ case_id: caseId })
  await client.safety.decideCase({ case_id: caseId, lease_id: leaseId, measure, rule, note: 'Seen.' })
}

/** Resolves once the person can be told: until then the moderator may take the decision back. */
const isTold = (person: Person): Promise<void> =>
  vi.waitFor(
    async () => {
      const { decisions } = await person.client.safety.getMyStanding({})
      if (decisions.length === 0) throw new Error('Nothing is told yet.')
    },
    { timeout: 60_000, interval: 200 },
  )

/** Answers the sign-in as auth does for a sanction. */
const shutOut = (code: string, facts: object) => (page: Page) =>
  page.route('**/v1/auth/telegram', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Forbidden',
        status: 403,
        detail: 'No.',
        code,
        facts: { appeal_token: 'a.b.c', ...facts },
      }),
    }),
  )

describe.skipIf(chromiumPath === undefined)('standing', { timeout: 120_000 }, () => {
  it('a warning is shown at the next opening, is appealed against once, and stays in the settings', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    await decide(anna, ben, 'WARN', 'HARASSMENT')
    await isTold(ben)
    const page = await open(ben)
    const notice = page.getByRole('dialog', { name: 'You’ve been warned' })
    await notice.getByText('No insults, no threats, no pressure.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await notice.getByRole('button', { name: 'Appeal…' }).click()
    const form = page.getByRole('dialog', { name: 'Your appeal' })
    await form.getByRole('button', { name: 'Send appeal' }).click()
    await form.getByText('Please say in a few words why.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await form.getByRole('textbox').fill('We were joking.')
    await form.getByRole('button', { name: 'Send appeal' }).click()
    await form.getByText('Your appeal is with us.').waitFor()
    await form.getByRole('button', { name: 'Done' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    const again = await open(ben, { path: '/settings/decisions' })
    await again.getByText('Your appeal is being looked at.').waitFor()
    expect(await seriousFaults(again)).toEqual([])
    expect(await again.getByRole('dialog').count()).toBe(0)
    await again.getByRole('button', { name: /You’ve been warned/ }).click()
    const told = again.getByRole('dialog', { name: 'You’ve been warned' })
    await told.getByText('Your appeal is being looked at.').waitFor()
    expect(await told.getByRole('button', { name: 'Appeal…' }).count()).toBe(0)
  })

  it('a notice that was not understood comes again, one that was does not', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    await decide(anna, ben, 'WARN', 'SPAM_OR_SCAM')
    await isTold(ben)
    const page = await open(ben)
    const notice = page.getByRole('dialog', { name: 'You’ve been warned' })
    await notice.getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => notice.count()).toBe(0)
    await page.reload()
    await notice.getByRole('button', { name: 'I understand' }).click()
    const isSeen = async () => (await ben.client.safety.getMyStanding({})).decisions[0]?.seen
    await expect.poll(isSeen).toBe(true)
    const asked = page.waitForResponse('**/v1/safety/standing')
    await page.reload()
    await asked
    await page.getByRole('heading', { name: 'Discover' }).waitFor()
    expect(await notice.count()).toBe(0)
  })

  it('a suspended person sees until when and why, and appeals without a session', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    const prepare = shutOut('ACCOUNT_SUSPENDED', { rule: 'HATE', ends_at: '2030-05-17T12:30:00Z' })
    const page = await open(anna, { prepare })
    await page.getByRole('heading', { name: 'Your account is suspended' }).waitFor()
    await page.getByText(/Until May 17/).waitFor()
    await page.getByText('No contempt for people because of what they are.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Appeal…' }).click()
    await page.getByRole('textbox').fill('That was not me.')
    await page.getByRole('button', { name: 'Send appeal' }).click()
    await page.getByRole('alert').getByText('This page has been open for too long').waitFor()
    await page.route('**/v1/safety/appeals', (route) => route.fulfill({ status: 204 }))
    await page.getByRole('button', { name: 'Send appeal' }).click()
    await page.getByText('Your appeal is with us.').waitFor()
    await page.unroute('**/v1/auth/telegram')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Discover' }).waitFor()
  })

  it('a person whose suspension has ended meanwhile is told so, and comes in', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    const prepare = shutOut('ACCOUNT_SUSPENDED', { rule: 'HATE', ends_at: '2020-05-17T12:30:00Z' })
    const page = await open(anna, { prepare })
    await page.getByRole('heading', { name: 'Your suspension is over' }).waitFor()
    expect(await page.getByText('Until').count()).toBe(0)
    await page.unroute('**/v1/auth/telegram')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Discover' }).waitFor()
  })

  it('a person who is banned while the app is open is shown why at once, and appeals', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    const page = await open(ben)
    await page.getByRole('heading', { name: 'Discover' }).waitFor()
    await decide(anna, ben, 'BAN', 'UNDERAGE')
    await page.getByRole('heading', { name: 'Your account is closed' }).waitFor({ timeout: 60_000 })
    await page.getByText('Kindred is for people of 18 and older.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Appeal…' }).click()
    await page.getByRole('textbox').fill('I am 29.')
    await page.getByRole('button', { name: 'Send appeal' }).click()
    await page.getByText('Your appeal is with us.').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Your account is closed' }).waitFor()
  })
})
