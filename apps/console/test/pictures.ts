import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import type { Locale } from '@kindred/locales'

import type { Person } from '../../web/test/browser/people.js'
import type { Theme } from '../../web/test/browser/phone.js'
import { type Desk, fragmentOf, openDesk } from './browser/desk.js'

/** One way to look at the console. */
export interface Look {
  /** Ends the names of its pictures. */
  readonly name: string
  readonly theme: Theme
  readonly locale: Locale
  readonly size: { readonly width: number; readonly height: number }
}

/** Who sits at the desk, and whom the cases are about. */
interface Cast {
  readonly admin: Person
  readonly moderator: Person
  readonly nobody: Person
  readonly reported: readonly Person[]
}

const problem = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: code, status, detail: '', code }),
})

/** Takes pictures of every page and state in one look. */
export function createPictures(
  browser: Browser,
  { url, folder, look }: { url: string; folder: string; look: Look },
) {
  const complaints: string[] = []
  let desk: Desk | undefined

  async function open(person: Person | undefined, path: string, prepare?: (page: Page) => Promise<unknown>) {
    await close()
    desk = await openDesk(browser, fragmentOf(person), { url, path, ...look, prepare })
    return desk.page
  }
  async function close(): Promise<void> {
    complaints.push(...(desk?.faults ?? []).map((fault) => `${look.name}: ${fault}`))
    await desk?.close()
    desk = undefined
  }
  async function shoot(name: string, isBusy = false): Promise<void> {
    if (desk === undefined) throw new Error('Nothing is open.')
    const { page } = desk
    await page.locator('main').waitFor()
    if (!isBusy) await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    await page.waitForFunction(() => [...document.images].every((image) => image.complete))
    await page.screenshot({ path: join(folder, `${name}${look.name}.png`), animations: 'disabled' })
    for (const what of await sticksOut(page)) complaints.push(`${name}${look.name}: ${what}`)
  }

  async function pages({ admin, reported }: Cast): Promise<void> {
    let page = await open(admin, '/queue')
    await page.locator('.line').first().waitFor()
    await shoot('queue')
    await page.keyboard.press('?')
    await shoot('help')
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.locator('.decision').waitFor()
    await shoot('case')
    await page.keyboard.press('5')
    await page.locator('.decision textarea').scrollIntoViewIfNeeded()
    await shoot('case-deciding')
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    page = await open(admin, '/appeals')
    await page.locator('.line').first().waitFor()
    await page.keyboard.press('c')
    await page.locator('.decision').waitFor()
    await shoot('case-appeal')
    await page.keyboard.press('x')
    await open(admin, '/photos')
    await shoot('photos')
    for (const name of ['appeals', 'numbers', 'audit', 'roles']) {
      await open(admin, `/${name}`)
      await shoot(name)
    }
    page = await open(admin, '/roles')
    await page.locator('.page-head .button').first().click()
    await shoot('roles-sure')
    page = await open(admin, '/queue')
    await page.locator('.shelf').nth(2).click()
    await page.locator('.line').first().waitFor()
    await shoot('queue-decided')
    await open(admin, '/people?query=Max')
    await shoot('people')
    await open(admin, `/people/${reported[0]!.userId}`)
    await shoot('card')
  }

  /** A case that is decided as far as the server is made to answer; it stays as it is. */
  async function decideWith(
    { admin }: Cast,
    answer: ReturnType<typeof problem> | { json: object },
  ): Promise<Page> {
    const page = await open(admin, '/queue', (fresh) =>
      fresh.route('**/v1/moderation/cases/*/decision', (route) => route.fulfill(answer)),
    )
    await page.locator('.line').first().waitFor()
    await page.keyboard.press('c')
    await page.locator('.decision').waitFor()
    await page.keyboard.press('2')
    await page.keyboard.type('Asked for money twice.')
    await page.keyboard.press('Control+Enter')
    return page
  }

  async function outcomes(cast: Cast): Promise<void> {
    const decided = { decision_id: crypto.randomUUID(), undo_until: new Date().toISOString() }
    const page = await decideWith(cast, { json: decided })
    await page.locator('.undo').waitFor()
    await shoot('undo')
    const { client } = cast.admin
    const { cases } = await client.safety.listCases({ mine: true })
    const caseId = cases[0]?.case_id ?? ''
    const { lease_id: leaseId = '' } = await client.safety.getCase({ case_id: caseId })
    await client.safety.releaseClaim({ case_id: caseId, lease_id: leaseId })
    const lost = await decideWith(cast, problem(409, 'CLAIM_LOST'))
    await lost.locator('.lost').waitFor()
    await shoot('case-lost')
    await lost.reload()
    await lost.locator('.decision').waitFor()
    await lost.keyboard.press('x')
    await lost.locator('.line').first().waitFor()
  }

  async function states({ admin, moderator, nobody }: Cast): Promise<void> {
    const answer = (status: number, code: string) => (page: Page) =>
      page.route('**/v1/moderation/**', (route) => route.fulfill(problem(status, code)))
    await open(undefined, '/')
    await shoot('outside')
    await open(nobody, '/')
    await shoot('no-role')
    await open(admin, '/queue', answer(500, 'INTERNAL'))
    await shoot('queue-error')
    const empty = { cases: [], next_page_token: '' }
    await open(admin, '/queue', (page) =>
      page.route('**/v1/moderation/cases?**', (route) => route.fulfill({ json: empty })),
    )
    await shoot('queue-empty')
    await open(admin, '/queue', (page) => page.route('**/v1/moderation/cases?**', () => {}))
    await shoot('queue-loading', true)
    await open(moderator, '/cases/01890000-0000-7000-8000-00000000abcd', answer(403, 'CASE_NOT_CLAIMED'))
    await shoot('case-unclaimed')
    const people = await open(admin, '/people')
    await people.locator('h1').waitFor()
    await people.context().setOffline(true)
    await people.locator('.strip').waitFor()
    await shoot('offline')
  }

  /** News in every state; nothing of it is at the server. */
  async function news({ admin }: Cast): Promise<void> {
    const answer = { json: { broadcasts: newsOfPictures } }
    const page = await open(admin, '/news', (fresh) =>
      fresh.route('**/v1/admin/broadcasts', (route) => route.fulfill(answer)),
    )
    await shoot('news')
    for (const field of await page.locator('.news-texts textarea').all())
      await field.fill('Kindred has a new home.\nSee you there: https://kindred.example/moved')
    await page.getByRole('checkbox').check()
    await shoot('news-written')
    await page.locator('section.panel').first().scrollIntoViewIfNeeded()
    await page.locator('section.panel .button-main').first().click()
    await page.locator('section.panel').nth(1).scrollIntoViewIfNeeded()
    await shoot('news-states')
  }

  return {
    complaints,
    async all(cast: Cast): Promise<void> {
      await pages(cast)
      await news(cast)
      await outcomes(cast)
      await states(cast)
      await close()
    },
    async forDocs(admin: Person): Promise<void> {
      const page = await open(admin, '/queue')
      await page.locator('.line').first().waitFor()
      await shoot('queue')
      await page.keyboard.press('c')
      await page.locator('.decision').waitFor()
      await page.keyboard.press('2')
      await page.keyboard.type('Asked for money twice.')
      await page.locator('.evidence .messages').scrollIntoViewIfNeeded()
      await shoot('case')
      await page.keyboard.press('Escape')
      await page.keyboard.press('x')
      for (const name of ['photos', 'roles']) {
        await open(admin, `/${name}`)
        await shoot(name)
      }
      await close()
    },
  }
}

const texts = [
  {
    language: 'en',
    text: 'Kindred has a new home, and everything that you know moves there with you on Sunday',
  },
  {
    language: 'ru',
    text: 'У Kindred новый дом, и всё, что вам знакомо, переезжает туда вместе с вами в воскресенье',
  },
]
const newsOfPictures = [
  { state: 'READY', people: 1_204, opted_out: 31, queued: 0, waiting: 0, sent: 0, failed: 0 },
  { state: 'SENDING', people: 980, opted_out: 12, queued: 600, waiting: 250, sent: 340, failed: 10 },
  { state: 'QUEUED', people: 12, opted_out: 0, queued: 12, waiting: 0, sent: 11, failed: 1 },
  { state: 'STOPPED', people: 5, opted_out: 1, queued: 0, waiting: 0, sent: 0, failed: 0 },
].map((numbers, at) => ({
  broadcast_id: `01890000-0000-7000-8000-00000000ca0${at}`,
  texts,
  language: at === 1 ? 'ru' : '',
  active_within_days: at === 0 ? 30 : 0,
  verified_only: at === 0,
  created_at: '2026-03-01T12:00:00Z',
  ...numbers,
}))

/** Words that are cut off, and a page wider than its window. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['wider than the window'] : []
    const cut = [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, label, dialog, .badge')]
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `cut off: ${each.textContent?.slice(0, 40)}`)
    return [...wide, ...cut]
  })
