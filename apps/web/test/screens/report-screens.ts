import type { Page } from 'playwright-core'

import type { MyReport } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { answer, press, problem, type ScriptedScene } from './scripted-scene.js'
import type { World } from './world.js'

const person = ({ ivan }: World): string => `/people/${ivan.userId}`
const chat = ({ chat: id }: World): string => `/chats/${id}`

/** Opens the dots beside somebody's name and chooses the report. */
async function askToReport(page: Page, t: Translator['t']): Promise<void> {
  await page.locator('.person .photo-loaded').first().waitFor()
  await page.getByRole('button', { name: t('person-more', { name: 'Ivan' }) }).click()
  await press(page, t('report-action'))
  await page.getByText(t('report-scam'), { exact: true }).waitFor()
}

/** Goes on to the words, with some of them. */
async function write(page: Page, t: Translator['t'], words = ''): Promise<void> {
  await askToReport(page, t)
  await press(page, t(words === '' ? 'report-other' : 'report-harassment'))
  await page.getByRole('textbox').fill(words)
}
const words =
  'Asked for my address three times, and wrote this morning:\n“I know where you work, you will see.”'

async function send(page: Page, t: Translator['t']): Promise<void> {
  await write(page, t, words)
  await press(page, t('report-send'))
}

const sheets: Readonly<Record<string, ScriptedScene>> = {
  report: { path: person, act: askToReport },
  'report-words': { path: person, act: (page, t) => write(page, t, words) },
  'report-missing': {
    path: person,
    async act(page, t) {
      await write(page, t)
      await press(page, t('report-send'))
      await page.getByText(t('report-details-missing')).waitFor()
    },
  },
  'report-sent': {
    path: person,
    prepare: answer('safety/reports', 202, { report_id: crypto.randomUUID() }),
    async act(page, t) {
      await send(page, t)
      await page.getByText(t('report-sent-text')).waitFor()
    },
  },
  'report-used-up': {
    path: person,
    prepare: (page) =>
      page.route('**/v1/safety/reports', (route) =>
        route.fulfill({
          status: 429,
          contentType: 'application/problem+json',
          headers: { 'retry-after': '7200' },
          body: JSON.stringify(problem(429, 'REPORTS_USED_UP')),
        }),
      ),
    async act(page, t) {
      await send(page, t)
      await page.getByRole('alert').waitFor()
    },
  },
  'report-offline': {
    path: person,
    prepare: (page) => page.route('**/v1/safety/reports', (route) => route.abort()),
    async act(page, t) {
      await send(page, t)
      await page.getByRole('alert').waitFor()
    },
  },
  'report-photo': {
    path: person,
    async act(page, t) {
      await page.locator('.person .photo-loaded').first().waitFor()
      await page.getByRole('button', { name: t('report-photo', { number: 1 }) }).click()
      await page.getByText(t('report-scam'), { exact: true }).waitFor()
    },
  },
  'report-message-menu': {
    path: chat,
    async act(page, t) {
      await page.getByText('Anna Karenina, again').click({ button: 'right' })
      await page.getByText(t('report-message-copy')).waitFor()
    },
  },
  'report-message': {
    path: chat,
    async act(page, t) {
      await page.getByText('Anna Karenina, again').click({ button: 'right' })
      await press(page, t('report-action'))
      await page.getByText(t('report-scam'), { exact: true }).waitFor()
    },
  },
  'report-unmatch': {
    path: chat,
    async act(page, t) {
      await page.locator('.chat-header > .icon-button').click()
      await press(page, t('chat-unmatch'))
      await page.getByText(t('report-also')).waitFor()
    },
  },
  'report-block': {
    path: person,
    async act(page, t) {
      await page.locator('.person .photo-loaded').first().waitFor()
      await page.getByRole('button', { name: t('person-more', { name: 'Ivan' }) }).click()
      await press(page, t('block-action'))
      await page.getByText(t('report-also')).waitFor()
    },
  },
  'report-blocked': {
    who: 'lonely',
    path: '/settings/blocked',
    act: (page, t) => page.getByRole('button', { name: t('report-title', { name: 'Ivan' }) }).waitFor(),
  },
}

const made = (reason: MyReport['reason'], hours: number, outcome?: MyReport['outcome']): object => ({
  report_id: crypto.randomUUID(),
  reason,
  state: outcome === undefined ? 'RECEIVED' : 'ANSWERED',
  created_at: new Date(Date.now() - hours * 3_600_000).toISOString(),
  ...(outcome && { outcome, answered_at: new Date(Date.now() - (hours - 1) * 3_600_000).toISOString() }),
})
const list = (items: readonly object[]): object => ({ reports: items, next_page_token: '' })

const mine: Readonly<Record<string, ScriptedScene>> = {
  'my-reports': {
    path: '/settings/reports',
    prepare: answer(
      'safety/reports?*',
      200,
      list([
        made('HARASSMENT', 2),
        made('SPAM_OR_SCAM', 50, 'ACTION_TAKEN'),
        made('FAKE_PROFILE', 300, 'NO_VIOLATION'),
      ]),
    ),
    act: (page) => page.locator('main .row').nth(2).waitFor(),
  },
  'my-reports-empty': { path: '/settings/reports', act: (page) => page.locator('.state').waitFor() },
  'my-reports-error': {
    path: '/settings/reports',
    prepare: answer('safety/reports?*', 500, problem(500, 'INTERNAL')),
    act: (page) => page.locator('.state').waitFor(),
  },
}

/** A report from wherever one can be made, and what came of it. */
export const reportScenes: Readonly<Record<string, ScriptedScene>> = { ...sheets, ...mine }
