import type { ChatView } from '../src/pages/views.js'
import type { BotCommand, KeyboardButton, Message } from '../src/world/types.js'
import { fill, h, icon } from './dom.js'

/** What a person does below the messages. */
export interface ComposerActions {
  send(text: string): void
  sendPhotos(photos: readonly File[]): void
  sendVideoNote(video: File): void
  /** Sends where the phone is. */
  sendLocation(): void
  edit(message: Message, text: string): void
  openApp(url: string): void
  unblock(): void
}

/** The field, the menu button, the commands and the keys below a chat. */
export interface Composer {
  readonly element: HTMLElement
  show(chat: ChatView): void
  /** Takes a message back into the field, to be changed. */
  edit(message: Message): void
}

/** A composer for one chat. */
export function createComposer(actions: ComposerActions): Composer {
  const commands = createCommands(say)
  const field = createField((text) => commands.offer(text))
  const menu = createMenuButton(actions.openApp, commands.toggle)
  const photo = createFileButton(
    { title: 'Send photos', accept: 'image/jpeg,image/png,image/webp', icon: 'attach', multiple: true },
    actions.sendPhotos,
  )
  const video = createFileButton(
    { title: 'Send a video message', accept: 'video/mp4', icon: 'camera', multiple: false },
    ([chosen]) => chosen && actions.sendVideoNote(chosen),
  )
  let changing: Message | undefined
  const submit = h('button', { className: 'round send', title: 'Send' }, icon('send'))
  const form = h('form', { className: 'composer' }, menu.element, field, photo, video, submit)
  const big = createBigButton(actions)
  const keys = h('div', { className: 'keys', hidden: true })

  function say(text: string): void {
    field.value = ''
    commands.offer('')
    const before = changing
    changing = undefined
    if (text.trim() === '') return
    if (before === undefined) actions.send(text.trim())
    else actions.edit(before, text.trim())
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    say(field.value)
  }

  return {
    element: h('footer', { className: 'chat-footer' }, commands.element, form, big.element, keys),
    show(chat) {
      big.show(chat)
      form.hidden = !big.element.hidden
      menu.show(chat)
      commands.show(chat.commands)
      keys.hidden = chat.keyboard === undefined || chat.blocked
      fill(keys, ...keyRows(chat, actions))
    },
    edit(message) {
      changing = message
      field.value = message.text ?? ''
      field.focus()
    },
  }
}

function createField(typed: (text: string) => void): HTMLInputElement {
  const field = h('input', { type: 'text', placeholder: 'Message', 'aria-label': 'Message' })
  field.autocomplete = 'off'
  field.enterKeyHint = 'send'
  field.oninput = () => typed(field.value)
  return field
}

interface FileButton {
  readonly title: string
  readonly accept: string
  readonly icon: Parameters<typeof icon>[0]
  readonly multiple: boolean
}

function createFileButton(
  { title, accept, icon: picture, multiple }: FileButton,
  send: (files: readonly File[]) => void,
): HTMLElement {
  const file = h('input', { type: 'file', accept, multiple, hidden: true })
  file.onchange = () => {
    send([...(file.files ?? [])])
    file.value = ''
  }
  const button = h('button', { className: 'round', type: 'button', title }, icon(picture))
  button.onclick = () => file.click()
  return h('span', {}, button, file)
}

/** Starts a chat, or begins again after the bot was blocked. */
function createBigButton({ send, unblock }: ComposerActions) {
  const element = h('button', { className: 'big-button', type: 'button', hidden: true })
  return {
    element,
    show({ messages, blocked }: ChatView) {
      element.hidden = messages.length > 0 && !blocked
      element.textContent = blocked ? 'Restart bot' : 'Start'
      element.onclick = () => (blocked ? unblock() : send('/start'))
    },
  }
}

function createMenuButton(openApp: (url: string) => void, toggleCommands: () => void) {
  const element = h('button', { className: 'menu-button', type: 'button' })
  return {
    element,
    show({ menuButton }: ChatView) {
      const isApp = menuButton.type === 'web_app'
      element.classList.toggle('is-app', isApp)
      element.title = isApp ? 'Open the Mini App' : 'Commands'
      element.onclick = () => (isApp ? openApp(menuButton.web_app.url) : toggleCommands())
      fill(element, isApp ? menuButton.text : icon('menu'))
    },
  }
}

/** The commands above the field, once a slash is typed. */
function createCommands(choose: (text: string) => void) {
  let known: readonly BotCommand[] = []
  const element = h('div', { className: 'commands', hidden: true })
  const offer = (typed: string): void => {
    const found = known.filter(({ command }) => `/${command}`.startsWith(typed))
    element.hidden = !typed.startsWith('/') || found.length === 0
    fill(element, ...found.map(({ command, description }) => commandButton(command, description, choose)))
  }
  return {
    element,
    offer,
    toggle: () => offer(element.hidden === false ? '' : '/'),
    show: (commands: readonly BotCommand[]) => void (known = commands),
  }
}

const commandButton = (command: string, description: string, choose: (text: string) => void): HTMLElement =>
  h(
    'button',
    { type: 'button', onclick: () => choose(`/${command}`) },
    h('b', {}, `/${command}`),
    ` ${description}`,
  )

function pressKey(
  { text, web_app: app, request_location: asksPlace }: KeyboardButton,
  does: ComposerActions,
) {
  if (app !== undefined) does.openApp(app.url)
  else if (asksPlace === true) does.sendLocation()
  else does.send(text)
}

const keyRows = ({ keyboard }: ChatView, actions: ComposerActions): HTMLElement[] =>
  (keyboard ?? []).map((row) =>
    h(
      'div',
      { className: 'button-row' },
      ...row.map((key) => h('button', { type: 'button', onclick: () => pressKey(key, actions) }, key.text)),
    ),
  )
