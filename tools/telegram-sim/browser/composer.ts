import type { ChatView } from '../src/pages/views.js'
import { fill, h, icon } from './dom.js'

/** What a person does below the messages. */
export interface ComposerActions {
  send(text: string): void
  sendPhoto(photo: File): void
  openApp(url: string): void
  unblock(): void
}

/** The field, the menu button, the commands and the keys below a chat. */
export interface Composer {
  readonly element: HTMLElement
  show(chat: ChatView): void
}

/** A composer for one chat. */
export function createComposer(actions: ComposerActions): Composer {
  let chat: ChatView | undefined
  const field = h('input', {
    type: 'text',
    placeholder: 'Message',
    'aria-label': 'Message',
    autocomplete: 'off',
    enterKeyHint: 'send',
  })
  const file = h('input', { type: 'file', accept: 'image/jpeg,image/png,image/webp', hidden: true })
  const commands = h('div', { className: 'commands', hidden: true })
  const keys = h('div', { className: 'keys', hidden: true })
  const menu = h('button', { className: 'menu-button', type: 'button' })
  const attach = h(
    'button',
    { className: 'round', type: 'button', title: 'Send a photo', onclick: () => file.click() },
    icon('attach'),
  )
  const form = h(
    'form',
    { className: 'composer' },
    menu,
    field,
    attach,
    h('button', { className: 'round send', title: 'Send' }, icon('send')),
    file,
  )
  const big = h('button', { className: 'big-button', type: 'button', hidden: true })
  const element = h('footer', { className: 'chat-footer' }, commands, form, big, keys)

  const say = (text: string): void => {
    field.value = ''
    commands.hidden = true
    if (text.trim() !== '') actions.send(text.trim())
  }
  const showCommands = (isWanted: boolean): void => {
    const typed = field.value.startsWith('/') ? field.value.slice(1) : ''
    const list = (chat?.commands ?? []).filter(({ command }) => command.startsWith(typed))
    commands.hidden = !isWanted || list.length === 0
    fill(
      commands,
      ...list.map(({ command, description }) =>
        h(
          'button',
          { type: 'button', onclick: () => say(`/${command}`) },
          h('b', {}, `/${command}`),
          ` ${description}`,
        ),
      ),
    )
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    say(field.value)
  }
  field.oninput = () => showCommands(field.value.startsWith('/'))
  file.onchange = () => {
    const photo = file.files?.[0]
    if (photo !== undefined) actions.sendPhoto(photo)
    file.value = ''
  }
  menu.onclick = () => {
    const button = chat?.menuButton
    if (button?.type === 'web_app') actions.openApp(button.web_app.url)
    else showCommands(commands.hidden !== false)
  }
  big.onclick = () => (chat?.blocked === true ? actions.unblock() : actions.send('/start'))

  return {
    element,
    show(next) {
      chat = next
      const isFirst = next.messages.length === 0
      big.hidden = !isFirst && !next.blocked
      form.hidden = !big.hidden
      big.textContent = next.blocked ? 'Restart bot' : 'Start'
      const { menuButton } = next
      menu.classList.toggle('is-app', menuButton.type === 'web_app')
      menu.title = menuButton.type === 'web_app' ? 'Open the Mini App' : 'Commands'
      fill(menu, menuButton.type === 'web_app' ? menuButton.text : icon('menu'))
      keys.hidden = next.keyboard === undefined || next.blocked
      fill(
        keys,
        ...(next.keyboard ?? []).map((row) =>
          h(
            'div',
            { className: 'button-row' },
            ...row.map(({ text, web_app: app }) =>
              h(
                'button',
                { type: 'button', onclick: () => (app === undefined ? actions.send(text) : actions.openApp(app.url)) },
                text,
              ),
            ),
          ),
        ),
      )
    },
  }
}
