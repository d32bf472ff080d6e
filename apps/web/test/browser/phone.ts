import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

import type { Locale } from '@kindred/locales'
import { chromiumPath } from '@kindred/testkit/chromium'

import type { Person } from './people.js'

export { chromiumPath }

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Starts the browser of this machine, with further command-line arguments. */
export const launchBrowser = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-quic', '--disable-gpu', ...quiet, ...more],
  })

export type Theme = 'light' | 'dark'

/** Telegram's own colours. */
const themes: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  light: {
    bg_color: '#ffffff',
    text_color: '#000000',
    hint_color: '#707579',
    link_color: '#3390ec',
    button_color: '#3390ec',
    button_text_color: '#ffffff',
    secondary_bg_color: '#f4f4f5',
    section_bg_color: '#ffffff',
  },
  dark: {
    bg_color: '#212121',
    text_color: '#ffffff',
    hint_color: '#aaaaaa',
    link_color: '#8774e1',
    button_color: '#8774e1',
    button_text_color: '#ffffff',
    secondary_bg_color: '#181818',
    section_bg_color: '#212121',
  },
}

export interface PhoneOptions {
  readonly url: string
  readonly path?: string
  readonly theme?: Theme
  readonly locale?: Locale
  readonly size?: { readonly width: number; readonly height: number }
  readonly reducedMotion?: 'reduce' | 'no-preference'
  /** A finger instead of a mouse. */
  readonly touch?: boolean
  /** What is done to the page before it is opened. */
  readonly prepare?: ((page: Page) => Promise<unknown>) | undefined
}

export interface Phone {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong on the page so far. */
  readonly faults: readonly string[]
}

/** The address that Telegram opens: its launch parameters stand in the fragment. */
export function launchUrl({ url, path = '/deck', theme = 'light' }: PhoneOptions, initData: string): string {
  const parameters = new URLSearchParams({
    tgWebAppData: initData,
    tgWebAppVersion: '9.1',
    tgWebAppPlatform: 'web',
    tgWebAppThemeParams: JSON.stringify(themes[theme]),
  })
  return `${url}/app${path}#${parameters}`
}

/** Opens the Mini App as a person. */
export async function openPhone(
  browser: Browser,
  person: Pick<Person, 'telegramId' | 'initData'>,
  options: PhoneOptions,
): Promise<Phone> {
  const { size = { width: 390, height: 844 }, theme = 'light', locale = 'en', touch = false } = options
  const context = await browser.newContext({
    viewport: size,
    locale,
    colorScheme: theme,
    hasTouch: touch,
    reducedMotion: options.reducedMotion ?? 'no-preference',
  })
  await context.addInitScript(
    ([key, chosen]) => localStorage.setItem(key!, chosen!),
    [`kindred.locale.${person.telegramId}`, locale],
  )
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()))
      faults.push(message.text())
  })
  await options.prepare?.(page)
  await page.goto(launchUrl(options, person.initData))
  return { page, context, faults }
}
