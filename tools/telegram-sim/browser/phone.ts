import type { SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { createChat } from './chat.js'
import { h } from './dom.js'
import { type MiniApp, openMiniApp } from './mini-app.js'
import { edges, type PhoneSettings } from './settings.js'
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
  let settings = given
  let app: MiniApp | undefined
  const { personId } = settings
  const screen = h('div', { className: 'screen' })
  const element = h(
    'section',
    { className: 'phone', data: { theme: settings.theme, platform: settings.platform } },
    screen,
  )
  const { top, bottom } = edges(settings.platform)
  element.style.setProperty('--edge-top', `${top}px`)
  element.style.setProperty('--edge-bottom', `${bottom}px`)

  async function openApp(options: OpenOptions = {}): Promise<void> {
    const { theme, platform } = settings
    const { url } = await api.launch(personId, { ...options, theme, platform })
    app?.close()
    const opened = openMiniApp({
      ...{ state, screen, url, openTelegramPath, openLink },
      settings: () => settings,
      closed: () => app === opened && (app = undefined),
    })
    app = opened
    screen.append(opened.element)
  }

  function openTelegramPath(path: string): void {
    const { pathname, searchParams } = new URL(path, 'https://t.me')
    const [, name = ''] = pathname.split('/')
    if (name.toLowerCase() !== state.bot.username.toLowerCase())
      return showToast(screen, `t.me${path} lies outside of the simulator.`)
    const startParam = searchParams.get('startapp')
    if (startParam !== null) return void openApp({ startParam })
    app?.close()
    const payload = searchParams.get('start')
    if (payload !== null) chat.send(`/start ${payload}`.trim())
  }

  function openLink(url: string): void {
    const { hostname, pathname, search } = new URL(url, location.href)
    if (hostname === 't.me') openTelegramPath(pathname + search)
    else window.open(url, '_blank', 'noopener')
  }

  const chat = createChat({ ...{ state, personId, screen, openLink }, openApp: (url) => void openApp({ url }) })
  screen.append(
    h('div', { className: 'status-bar', 'aria-hidden': 'true' }, h('b', {}, '9:41'), h('i', {})),
    chat.element,
  )

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
      app?.close()
      chat.close()
      element.remove()
    },
  }
}
