import type { InlineButton, Message, PhotoSize } from '../src/world/types.js'
import type { Album } from './album.js'
import { h, icon } from './dom.js'
import { richText, type TextActions } from './rich-text.js'

/** What a press in a message does. */
export interface MessageActions extends TextActions {
  press(message: Message, button: InlineButton): void
  /** Begins to change a text of one's own. */
  edit(message: Message): void
}

/** One bubble with its buttons; an album is one bubble, with the words of whichever message has some. */
export function messageBubble(album: Album, actions: MessageActions): HTMLElement {
  const [first] = album
  const worded = album.find(({ caption }) => caption !== undefined) ?? first
  const isOwn = !first.from.is_bot
  const photos = album.flatMap(({ photo }) => photo?.at(-1) ?? [])
  const said = worded.text ?? worded.caption ?? worded.document?.file_name
  const entities = worded.entities ?? worded.caption_entities ?? []
  const bubble = h(
    'div',
    { className: `bubble ${photos.length === 0 ? '' : 'with-photo'}` },
    photos.length > 0 && picturesOf(photos),
    first.video_note && videoNote(first.video_note.file_id),
    first.location && h('div', { className: 'place' }, icon('pin'), placeWords(first.location)),
    said === undefined ? undefined : h('div', { className: 'text' }, ...richText(said, entities, actions)),
    h(
      'span',
      { className: 'time' },
      isOwn && first.text !== undefined && editButton(() => actions.edit(first)),
      `${worded.edit_date === undefined ? '' : 'edited '}${clock(first.date)}`,
    ),
  )
  const rows = first.reply_markup?.inline_keyboard ?? []
  return h(
    'article',
    { className: `message ${isOwn ? 'own' : ''}`, data: { messageId: String(first.message_id) } },
    bubble,
    rows.length > 0 &&
      h(
        'div',
        { className: 'inline-keyboard' },
        ...rows.map((row) => buttonRow(row, (button) => actions.press(first, button))),
      ),
  )
}

const picturesOf = (photos: readonly PhotoSize[]): HTMLElement =>
  h(
    'div',
    { className: photos.length === 1 ? 'pictures' : 'pictures album' },
    ...photos.map(({ file_id: id, width, height }) =>
      h('img', { src: `/sim/files/${id}`, alt: 'Photo', width, height }),
    ),
  )

/** Plays over and over without a sound, as in Telegram. */
const videoNote = (fileId: string): HTMLElement =>
  h('video', {
    className: 'video-note',
    src: `/sim/files/${fileId}`,
    autoplay: true,
    loop: true,
    muted: true,
    playsInline: true,
    'aria-label': 'Video message',
  })

const placeWords = ({ latitude, longitude }: NonNullable<Message['location']>): string =>
  `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`

const editButton = (press: () => void): HTMLElement =>
  h('button', { className: 'edit', title: 'Edit', onclick: press }, 'edit')

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
