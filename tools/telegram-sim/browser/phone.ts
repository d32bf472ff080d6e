import type { SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { createChat } from './chat.js'
import { h } from './dom.js'
import { type MiniApp, openMiniApp } from './mini-app.js'
import { edges, type PhoneSettings } from './settings.js'
import { handOn, hearHanded } from './share.js'
import { readShared } from './shared-link.js'
import { readBotLink, telegramPath } from './telegram-link.js'
import { showToast } from './toast.js'

/** How a Mini App is opened on a phone. */
export interface OpenOptions {
  readonly url?: string | undefined
  readonly startParam?: string | undefined
  readonly expired?: boolean
}

/** A phone with Telegram on it. */
export interface Phone {
  readonly element: HTMLElement
  setTheme(theme: PhoneSettings['theme']): void
  openApp(options?: OpenOptions): Promise<void>
  isAppOpen(): boolean
  switchOff(): void
}

/** A phone for one person. */
export function createPhone(state: SimState, given: PhoneSettings): Phone {
  let [settings, app]: [PhoneSettings, MiniApp | undefined] = [given, undefined]
  const { personId } = settings
  const screen = h('div', { className: 'screen' })
  const element = phoneBody(settings, screen)

  async function openApp(options: OpenOptions = {}): Promise<void> {
    const { theme, platform } = settings
    const { url } = await api.launch(personId, { ...options, theme, platform })
    app?.close()
    const opened = openMiniApp({
      state,
      screen,
      url,
      openTelegramPath,
      openLink,
      settings: () => settings,
      closed: () => app === opened && (app = undefined),
    })
    app = opened
    screen.append(opened.element)
  }

  function openTelegramPath(path: string): void {
    const link = readBotLink(path, state.bot.username)
    if (link === undefined) return lookOutside(screen, path, { me: personId, people: state.people })
    if (link.startParam !== undefined) return void openApp({ startParam: link.startParam })
    app?.close()
    if (link.payload !== undefined) chat.send(`/start ${link.payload}`.trim())
  }

  const openLink = (url: string): void => follow(url, openTelegramPath)
  const chat = createChat({
    state,
    personId,
    screen,
    place: settings.place,
    openLink,
    openApp: (url) => void openApp({ url }),
  })
  screen.append(chat.element)
  const deafen = hearHanded(screen, personId, openLink)

  return {
    element,
    setTheme(theme) {
      settings = { ...settings, theme }
      element.dataset['theme'] = theme
      app?.themeChanged()
    },
    openApp,
    isAppOpen: () => app !== undefined,
    switchOff() {
      deafen()
      app?.close()
      chat.close()
      element.remove()
    },
  }
}

/** What else t.me has: a share link asks to whom it goes. */
function lookOutside(screen: Element, path: string, around: Parameters<typeof handOn>[2]): void {
  const shared = readShared(path)
  if (shared === undefined) showToast(screen, `t.me${path} lies outside of the simulator.`)
  else void handOn(screen, shared, around)
}

/** Goes to an address: one of Telegram stays inside of the phone. */
function follow(url: string, openTelegramPath: (path: string) => void): void {
  const path = telegramPath(url)
  if (path === undefined) window.open(url, '_blank', 'noopener')
  else openTelegramPath(path)
}

function phoneBody({ theme, platform }: PhoneSettings, screen: HTMLElement): HTMLElement {
  const { top, bottom } = edges(platform)
  const statusBar = h(
    'div',
    { className: 'status-bar', 'aria-hidden': 'true' },
    h('b', {}, '9:41'),
    h('i', {}),
  )
  const element = h('section', { className: 'phone', data: { theme, platform } }, screen)
  element.style.setProperty('--edge-top', `${top}px`)
  element.style.setProperty('--edge-bottom', `${bottom}px`)
  screen.append(statusBar)
  return element
}
