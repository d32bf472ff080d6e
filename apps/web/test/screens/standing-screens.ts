import type { Page } from 'playwright-core'

import type { StandingDecision } from '@kindred/client'

import { answer, press, problem, type ScriptedScene } from './scripted-scene.js'

type Decided = Pick<StandingDecision, 'measure' | 'rule' | 'appeal'> & Partial<StandingDecision>
const decided = (decision: Decided): object => ({
  decision_id: crypto.randomUUID(),
  created_at: new Date(Date.now() - 26 * 3_600_000).toISOString(),
  photo_ids: [],
  seen: true,
  ...decision,
})
const standing = (...decisions: Decided[]) =>
  answer('safety/standing', 200, { decisions: decisions.map(decided) })
/** A notice that comes up over the deck. */
const notice = (decision: Decided): ScriptedScene => ({
  path: '/deck',
  prepare: standing({ ...decision, seen: false }),
  act: (page) => page.getByRole('dialog').waitFor(),
})
const warned: Decided = { measure: 'WARN', rule: 'HARASSMENT', appeal: 'POSSIBLE', seen: false }

/** From a notice to the words of the appeal, and on to what becomes of them. */
const appealing = (status: number | undefined): ScriptedScene => ({
  path: '/deck',
  async prepare(page) {
    await standing(warned)(page)
    if (status !== undefined)
      await answer('safety/decisions/*/appeal', status, problem(status, 'APPEAL_NOT_POSSIBLE'))(page)
  },
  async act(page, t) {
    await press(page, t('appeal-action'))
    if (status === undefined) return page.getByRole('textbox').waitFor()
    await page
      .getByRole('textbox')
      .fill('We were joking, and she knew. Please look at the messages before it.')
    await press(page, t('appeal-send'))
    return page.getByText(t(status === 204 ? 'appeal-sent' : 'appeal-not-possible')).waitFor()
  },
})

const notices: Readonly<Record<string, ScriptedScene>> = {
  'notice-warning': notice(warned),
  'notice-photos': notice({
    measure: 'REMOVE_PHOTO',
    rule: 'SEXUAL_CONTENT',
    appeal: 'POSSIBLE',
    photo_ids: ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'],
  }),
  'notice-photo': notice({ measure: 'REJECT_PHOTO', rule: 'PHOTO_UNSUITABLE', appeal: 'POSSIBLE' }),
  'notice-reversed': notice({
    measure: 'SUSPEND',
    rule: 'HATE',
    appeal: 'REVERSED',
    ends_at: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  }),
  appeal: appealing(undefined),
  'appeal-refused': appealing(409),
  'appeal-sent': appealing(204),
  decisions: {
    path: '/settings/decisions',
    prepare: standing(
      { measure: 'WARN', rule: 'HARASSMENT', appeal: 'POSSIBLE' },
      {
        measure: 'REMOVE_PHOTO',
        rule: 'SEXUAL_CONTENT',
        appeal: 'PENDING',
        photo_ids: [crypto.randomUUID()],
      },
      { measure: 'SUSPEND', rule: 'HATE', appeal: 'UPHELD' },
      { measure: 'BAN', rule: 'OFF_PLATFORM_HARM', appeal: 'REVERSED' },
    ),
    act: (page) => page.locator('main .row').nth(3).waitFor(),
  },
  'decisions-empty': { path: '/settings/decisions', act: (page) => page.locator('.state').waitFor() },
}

const refused = (code: string, facts: object) =>
  answer('auth/telegram', 403, problem(403, code, { facts: { appeal_token: 'a.b.c', ...facts } }))
const shutOut = (page: Page) => page.locator('.shut-out').waitFor()
const banned = refused('ACCOUNT_BANNED', { rule: 'OFF_PLATFORM_HARM' })

const outside: Readonly<Record<string, ScriptedScene>> = {
  'shut-out-suspended': {
    path: '/deck',
    prepare: refused('ACCOUNT_SUSPENDED', { rule: 'HATE', ends_at: '2030-05-17T12:30:00Z' }),
    act: shutOut,
    end: true,
  },
  'shut-out-over': {
    path: '/deck',
    prepare: refused('ACCOUNT_SUSPENDED', { rule: 'HATE', ends_at: '2026-01-17T12:30:00Z' }),
    act: shutOut,
  },
  'shut-out-banned': { path: '/deck', prepare: banned, act: shutOut, end: true },
  'shut-out-appeal': {
    path: '/deck',
    prepare: banned,
    async act(page, t) {
      await page.getByRole('button', { name: t('appeal-action') }).click()
      await page.getByRole('textbox').fill('I am 29, and can show it.')
    },
    end: true,
  },
  'shut-out-sent': {
    path: '/deck',
    async prepare(page) {
      await banned(page)
      await answer('safety/appeals', 204, {})(page)
    },
    async act(page, t) {
      await page.getByRole('button', { name: t('appeal-action') }).click()
      await page.getByRole('textbox').fill('I am 29, and can show it.')
      await page.getByRole('button', { name: t('appeal-send') }).click()
      await page.getByText(t('appeal-sent')).waitFor()
    },
    end: true,
  },
}

/** What is decided about oneself, how to object, and the page of those who are shut out. */
export const standingScenes: Readonly<Record<string, ScriptedScene>> = { ...notices, ...outside }
