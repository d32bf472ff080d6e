import type { Page } from 'playwright-core'

import type { Translator } from '@kindred/locales'

import type { World } from './world.js'

/** One picture: what the server is made to say, and what is done first. */
export interface ScriptedScene {
  readonly who?: 'anna' | 'lonely'
  readonly path: string | ((world: World) => string)
  readonly prepare?: (page: Page) => Promise<unknown>
  readonly act: (page: Page, t: Translator['t']) => Promise<unknown>
  readonly end?: boolean
}

/** Makes the server answer a path with that. */
export const answer = (path: string, status: number, body: object) => (page: Page) =>
  page.route(`**/v1/${path}`, (route) =>
    route.fulfill({
      status,
      contentType: status < 400 ? 'application/json' : 'application/problem+json',
      body: status === 204 ? '' : JSON.stringify(body),
    }),
  )
export const problem = (status: number, code: string, more: object = {}): object => ({
  type: 'about:blank',
  title: code,
  status,
  detail: '',
  code,
  ...more,
})
/** Presses a button of the sheet on top. */
export const press = (page: Page, name: string) =>
  page.getByRole('dialog').last().getByRole('button', { name }).first().click()
