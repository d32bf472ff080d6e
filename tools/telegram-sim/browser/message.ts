import type { InlineButton, Message } from '../src/world/types.js'
import { h, icon } from './dom.js'
import { richText, type TextActions } from './rich-text.js'

/** What a press in a message does. */
export interface MessageActions extends TextActions {
  press(message: Message, button: InlineButton): void
}

/** One bubble with its buttons. */
export function messageBubble(message: Message, actions: MessageActions): HTMLElement {
  const isOwn = !message.from.is_bot
  const photo = message.photo?.at(-1)
  const note = message.video_note
  const said = message.text ?? message.caption ?? message.document?.file_name
  const entities = message.entities ?? message.caption_entities ?? []
  const bubble = h(
    'div',
    { className: `bubble ${photo === undefined ? '' : 'with-photo'}` },
    photo &&
      h('img', {
        src: `/sim/files/${photo.file_id}`,
        alt: 'Photo',
        width: photo.width,
        height: photo.height,
      }),
    note && videoNote(note.file_id),
    said === undefined ? undefined : h('div', { className: 'text' }, ...richText(said, entities, actions)),
    h(
      'span',
      { className: 'time' },
      `${message.edit_date === undefined ? '' : 'edited '}${clock(message.date)}`,
    ),
  )
  const rows = message.reply_markup?.inline_keyboard ?? []
  return h(
    'article',
    { className: `message ${isOwn ? 'own' : ''}`, data: { messageId: String(message.message_id) } },
    bubble,
    rows.length > 0 &&
      h(
        'div',
        { className: 'inline-keyboard' },
        ...rows.map((row) => buttonRow(row, (button) => actions.press(message, button))),
      ),
  )
}

const videoNote = (fileId: string): HTMLElement =>
  h('video', {
    className: 'video-note',
    src: `/sim/files/${fileId}`,
    controls: true,
    'aria-label': 'Video message',
  })

const buttonRow = (row: readonly InlineButton[], press: (button: InlineButton) => void): HTMLElement =>
  h(
    'div',
    { className: 'button-row' },
    ...row.map((button) =>
      h(
        'button',
        { onclick: () => press(button) },
        button.text,
        button.web_app !== undefined && icon('app'),
        button.url !== undefined && icon('link'),
      ),
    ),
  )

const clock = (seconds: number): string =>
  new Date(seconds * 1_000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
