import type { ChatView, Place, SimState } from '../src/pages/views.js'
import type { InlineButton, Message } from '../src/world/types.js'
import { albumsOf } from './album.js'
import { api } from './api.js'
import { createComposer } from './composer.js'
import { askDialog } from './dialog.js'
import { fill, h } from './dom.js'
import { keepEnd } from './keep-end.js'
import { messageBubble } from './message.js'
import { showToast } from './toast.js'

/** What a chat needs of its phone. */
export interface ChatOptions {
  readonly state: SimState
  readonly personId: number
  readonly screen: HTMLElement
  /** Where the phone is. */
  readonly place: Place
  openApp(url: string): void
  openLink(url: string): void
}

/** The chat with the bot. */
export interface Chat {
  readonly element: HTMLElement
  send(text: string): void
  close(): void
}

/** Shows the chat of a person and lets the person take part. */
export function createChat({ state, personId, screen, place, openApp, openLink }: ChatOptions): Chat {
  const subtitle = h('span', { className: 'subtitle' }, 'bot')
  const list = h('main', { className: 'messages', tabIndex: 0, 'aria-label': 'Messages' })
  const end = keepEnd(list)
  const attempt = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) =>
      showToast(screen, error instanceof Error ? error.message : String(error)),
    )
  const send = (text: string): void => {
    end.returnToEnd()
    attempt(api.send(personId, text))
  }
  const composer = createComposer({
    send,
    openApp,
    sendPhotos: (photos) => attempt(api.sendPhotos(personId, photos)),
    sendVideoNote: (video) => attempt(api.sendVideoNote(personId, video)),
    sendLocation: () => attempt(api.sendLocation(personId, place)),
    edit: ({ message_id: id }, text) => attempt(api.edit(personId, id, text)),
    unblock: () => attempt(api.send(personId, '/start')),
  })
  const press = (message: Message, button: InlineButton): void => {
    if (button.web_app !== undefined) openApp(button.web_app.url)
    else if (button.url !== undefined) openLink(button.url)
    else attempt(pressData(personId, message, button.callback_data ?? '', { screen, openLink }))
  }
  const show = (chat: ChatView): void => {
    subtitle.textContent =
      chat.action === undefined ? (chat.alive ? 'bot' : 'the bot does not answer') : 'typing…'
    const actions = { press, command: send, link: openLink, edit: composer.edit }
    const bubbles = albumsOf(chat.messages).map((album) => messageBubble(album, actions))
    fill(list, ...(bubbles.length === 0 ? [introduction(chat, state)] : bubbles))
    composer.show(chat)
    end.refreshed()
  }
  const close = api.follow(personId, show)
  const header = h(
    'header',
    { className: 'chat-header' },
    h('span', { className: 'avatar bot-avatar' }, state.bot.name.slice(0, 1)),
    h('div', {}, h('b', {}, state.bot.name), subtitle),
  )
  return { element: h('section', { className: 'chat' }, header, list, composer.element), send, close }
}

function introduction({ description }: ChatView, { bot }: SimState): HTMLElement {
  const said = description || `This is where ${bot.name} lives in Telegram. Press Start below.`
  return h('div', { className: 'introduction' }, h('b', {}, 'What can this bot do?'), h('p', {}, said))
}

async function pressData(
  personId: number,
  message: Message,
  data: string,
  { screen, openLink }: { screen: HTMLElement; openLink(url: string): void },
): Promise<void> {
  const answer = await api.press(personId, message.message_id, data)
  if (!answer.answered) return showToast(screen, 'The bot did not answer.')
  if (answer.url !== undefined) return openLink(answer.url)
  if (answer.text === undefined || answer.text === '') return
  if (answer.showAlert !== true) return showToast(screen, answer.text)
  await askDialog(screen, { message: answer.text, buttons: [{ id: 'ok', text: 'OK' }] })
}
