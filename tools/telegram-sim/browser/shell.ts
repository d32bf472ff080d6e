import { askDialog, type DialogOptions } from './dialog.js'
import { fill, h, icon } from './dom.js'

/** A button below the app; what is missing stays as it was. */
export interface BottomButton {
  readonly isVisible?: boolean | undefined
  readonly isActive?: boolean | undefined
  readonly isBusy?: boolean | undefined
  readonly text?: string | undefined
  readonly color?: string | undefined
  readonly textColor?: string | undefined
  readonly position?: string | undefined
}

/** What presses on the shell do. */
export interface ShellActions {
  pressed(event: string): void
  close(): void
  reload(): void
}

/** What the client draws around a Mini App. */
export interface Shell {
  readonly element: HTMLElement
  readonly iframe: HTMLIFrameElement
  uncover(): void
  setBackButton(isVisible: boolean): void
  setSettingsButton(isVisible: boolean): void
  setBottomButton(which: 'main' | 'secondary', button: BottomButton): void
  setClosingConfirmation(isNeeded: boolean): void
  needsConfirmation(): boolean
  setColor(place: 'header' | 'background' | 'bottom', color: string): void
  setFullscreen(isFull: boolean): void
  isFullscreen(): boolean
  hasBottomBar(): boolean
  size(): { readonly width: number; readonly height: number }
  ask(options: DialogOptions): Promise<string | undefined>
  shake(): void
}

/** An empty shell for an app. */
export function createShell(screen: HTMLElement, title: string, actions: ShellActions): Shell {
  const { pressed, close, reload } = actions
  const iframe = h('iframe', {
    title: `${title}, the Mini App`,
    allow: 'geolocation; clipboard-write; camera; microphone',
  })
  const cover = h(
    'div',
    { className: 'app-cover' },
    h('span', { className: 'avatar bot-avatar' }, title.slice(0, 1)),
  )
  const leave = h('button', { className: 'app-leave', type: 'button' })
  const menu = createMenu({ pressed, reload, close })
  const header = h(
    'header',
    { className: 'app-header' },
    leave,
    h('div', { className: 'app-title' }, h('b', {}, title), h('span', {}, 'mini app')),
    menu.element,
  )
  const bottom = createBottomBar(pressed)
  const element = h(
    'section',
    { className: 'app' },
    header,
    h('div', { className: 'app-body' }, iframe, cover),
    bottom.element,
  )
  const flags = { back: false, confirm: false }
  const setBackButton = (isVisible: boolean): void => {
    flags.back = isVisible
    fill(leave, icon(isVisible ? 'back' : 'close'), isVisible ? 'Back' : 'Close')
  }
  leave.onclick = () => (flags.back ? pressed('back_button_pressed') : close())
  setBackButton(false)

  return {
    element,
    iframe,
    setBackButton,
    uncover: () => cover.classList.add('is-gone'),
    setSettingsButton: menu.setSettings,
    setBottomButton: bottom.set,
    setClosingConfirmation: (isNeeded) => void (flags.confirm = isNeeded),
    needsConfirmation: () => flags.confirm,
    setColor: (place, color) => element.style.setProperty(`--app-${place}`, color),
    setFullscreen: (isFull) => void element.classList.toggle('is-full', isFull),
    isFullscreen: () => element.classList.contains('is-full'),
    hasBottomBar: () => !bottom.element.hidden,
    size: () => ({ width: iframe.clientWidth, height: iframe.clientHeight }),
    ask: (options) => askDialog(screen, options),
    shake: () =>
      void screen.animate([{ transform: 'translateX(0.6px)' }, { transform: 'none' }], { duration: 60 }),
  }
}

function createMenu({ pressed, reload, close }: ShellActions) {
  const settings = h('button', { type: 'button', hidden: true }, 'Settings')
  const list = h(
    'div',
    { className: 'app-menu', hidden: true },
    settings,
    h('button', { type: 'button', onclick: reload }, 'Reload page'),
    h('button', { type: 'button', onclick: close }, 'Close'),
  )
  settings.onclick = () => pressed('settings_button_pressed')
  list.addEventListener('click', () => (list.hidden = true))
  const button = h(
    'button',
    { className: 'app-more', type: 'button', title: 'More', onclick: () => (list.hidden = !list.hidden) },
    icon('more'),
  )
  return {
    element: h('div', { className: 'app-more-room' }, button, list),
    setSettings: (isVisible: boolean): void => void (settings.hidden = !isVisible),
  }
}

function createBottomBar(pressed: (event: string) => void) {
  const buttons = {
    main: h('button', { type: 'button', hidden: true, onclick: () => pressed('main_button_pressed') }),
    secondary: h('button', {
      type: 'button',
      hidden: true,
      onclick: () => pressed('secondary_button_pressed'),
    }),
  }
  const element = h('footer', { className: 'app-bottom', hidden: true }, buttons.secondary, buttons.main)
  return {
    element,
    set(
      which: 'main' | 'secondary',
      { isVisible, isActive, isBusy, text, color, textColor, position }: BottomButton,
    ) {
      const button = buttons[which]
      if (text !== undefined) button.textContent = text
      if (isVisible !== undefined) button.hidden = !isVisible
      if (isActive !== undefined) button.disabled = !isActive
      if (isBusy !== undefined) button.classList.toggle('is-busy', isBusy)
      if (color !== undefined) button.style.backgroundColor = color
      if (textColor !== undefined) button.style.color = textColor
      if (position !== undefined) element.dataset['position'] = position
      element.hidden = buttons.main.hidden && buttons.secondary.hidden
    },
  }
}
