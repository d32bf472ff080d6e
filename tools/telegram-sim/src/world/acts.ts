import { randomBytes, randomInt } from 'node:crypto'

import { commandEntities } from './commands.js'
import { type Group, groupChatOf } from './groups.js'
import { chatOf, type Person, userOf } from './people.js'
import type { Location, Message } from './types.js'
import { type CallbackAnswer, unixNow, type World } from './world.js'

const answerWithinMs = 15_000

/** A person writes to the bot, as a reply when the bot's last message asks for one. /start lets a bot that was blocked in again. */
export function write(world: World, person: Person, text: string): Message {
  if (person.blocked && text.startsWith('/start')) unblock(world, person)
  const entities = commandEntities(text)
  const conversation = world.chats.of(person.id)
  const { asking } = conversation
  conversation.asking = undefined
  return arrive(world, person, {
    text,
    ...(entities.length > 0 && { entities }),
    ...(asking && { reply_to_message: asking }),
  })
}

/** A member writes in a group. Of what is no command a bot hears nothing there, as Telegram's privacy mode has it. */
export function writeInGroup(world: World, group: Group, person: Person, text: string): Message {
  const entities = commandEntities(text)
  const message = world.chats.put(group.id, {
    message_id: world.chats.nextMessageId(),
    from: userOf(person),
    chat: groupChatOf(group),
    date: unixNow(),
    text,
    ...(entities.length > 0 && { entities }),
  })
  if (group.hasBot && entities.length > 0) world.updates.push({ message })
  return message
}

/** A person sends the bot a photo; throws when the bytes are no JPEG, PNG or WebP. */
export function sendPhoto(world: World, person: Person, bytes: Buffer, caption?: string): Message {
  const file = world.files.keep(bytes)
  if (file === undefined) throw new Error('Telegram takes JPEG, PNG and WebP as photos.')
  return arrive(world, person, { photo: [file.photo], ...(caption && { caption }) })
}

/** A person sends several photos at once. */
export function sendAlbum(world: World, person: Person, photos: readonly Buffer[]): readonly Message[] {
  const group = albumId()
  return photos.map((bytes) => {
    const file = world.files.keep(bytes)
    if (file === undefined) throw new Error('Telegram takes JPEG, PNG and WebP as photos.')
    return arrive(world, person, { photo: [file.photo], media_group_id: group })
  })
}

/** Names an album, 64 random bits as Telegram's. */
export const albumId = (): string => randomBytes(8).readBigUInt64BE().toString()

/** A person sends a file as it is, whatever is in it. */
export function sendDocument(
  world: World,
  person: Person,
  { bytes, name, type }: { bytes: Buffer; name: string; type: string },
): Message {
  const { id, uniqueId } = world.files.keepAny(bytes, type)
  const names = { file_id: id, file_unique_id: uniqueId, file_name: name, mime_type: type }
  return arrive(world, person, { document: { ...names, file_size: bytes.length } })
}

/** A person records a round video message; the simulator looks at no frame of it. */
export function sendVideoNote(
  world: World,
  person: Person,
  bytes: Buffer,
  { forwarded = false }: { forwarded?: boolean } = {},
): Message {
  const { id, uniqueId } = world.files.keepAny(bytes, 'video/mp4')
  const video = { file_id: id, file_unique_id: uniqueId, length: 384, duration: 3, file_size: bytes.length }
  const origin = { type: 'hidden_user', sender_user_name: 'Somebody', date: unixNow() } as const
  return arrive(world, person, { video_note: video, ...(forwarded && { forward_origin: origin }) })
}

/** A person sends where their phone is. */
export const sendLocation = (world: World, person: Person, { latitude, longitude }: Location): Message =>
  arrive(world, person, { location: { latitude, longitude } })

/** A person changes the text of a message that they sent; throws when it is none of theirs. */
export function edit(world: World, person: Person, messageId: number, text: string): Message {
  const before = world.chats.find(person.id, messageId)
  if (before?.text === undefined || before.from.id !== person.id) {
    throw new Error('Only a text of one’s own can be changed.')
  }
  const { entities: _, ...rest } = before
  const entities = commandEntities(text)
  const message = { ...rest, text, ...(entities.length > 0 && { entities }), edit_date: unixNow() }
  world.chats.put(person.id, message)
  world.updates.push({ edited_message: message })
  return message
}

/** A person lets the bot write, asked by its Mini App; Telegram tells the bot by a note in the chat. */
export function allowWriting(world: World, person: Person): void {
  if (!person.started) note(world, person, { write_access_allowed: { from_request: true } })
}

/** Something that the simulator has no words for arrives, such as a note that a message was pinned: `content` is the field that says what. */
export function note(world: World, person: Person, content: Readonly<Record<string, unknown>>): void {
  person.started = true
  const ids = {
    message_id: world.chats.nextMessageId(),
    from: userOf(person),
    chat: chatOf(person),
    date: unixNow(),
  }
  world.updates.push({ message: { ...ids, ...content } })
}

function arrive(world: World, person: Person, content: Partial<Message>): Message {
  if (person.blocked) throw new Error(`${person.firstName} has blocked the bot and cannot write to it.`)
  person.started = true
  const message: Message = {
    message_id: world.chats.nextMessageId(),
    from: userOf(person),
    chat: chatOf(person),
    date: unixNow(),
    ...content,
  }
  world.chats.put(person.id, message)
  world.updates.push({ message })
  return message
}

/** A person presses a button that carries data; resolves with what the bot answers, or with undefined when it does not. */
export function press(
  world: World,
  person: Person,
  message: Message,
  data: string,
): Promise<CallbackAnswer | undefined> {
  const id = randomBytes(8).readBigUInt64BE().toString()
  const query = { id, from: userOf(person), message, chat_instance: chatInstance(message.chat.id), data }
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), answerWithinMs)
    timer.unref()
    world.presses.set(id, {
      query,
      answer(answer) {
        clearTimeout(timer)
        resolve(answer)
      },
    })
    world.updates.push({ callback_query: query })
  })
}

/** The stable number of a chat, as Mini Apps and presses carry it. */
export const chatInstance = (chatId: number): string => String(BigInt(chatId) * 7_919n + 1_000_003n)

/** A person stops the bot: from now on it gets 403. */
export function block(world: World, person: Person): void {
  if (person.blocked) return
  person.blocked = true
  membership(world, person, 'member', 'kicked')
}

/** A person lets the bot write again. */
export function unblock(world: World, person: Person): void {
  if (!person.blocked) return
  person.blocked = false
  membership(world, person, 'kicked', 'member')
}

function membership(
  world: World,
  person: Person,
  before: 'member' | 'kicked',
  after: 'member' | 'kicked',
): void {
  const statusOf = (status: 'member' | 'kicked') => ({
    user: world.bot,
    status,
    ...(status === 'kicked' && { until_date: 0 }),
  })
  world.updates.push({
    my_chat_member: {
      chat: chatOf(person),
      from: userOf(person),
      date: unixNow(),
      old_chat_member: statusOf(before),
      new_chat_member: statusOf(after),
    },
  })
  world.chats.changed.emit(person.id)
}

/** An id for a launch from a button, 64 random bits as Telegram's. */
export const queryId = (): string => `AAH${randomBytes(8).toString('base64url')}${randomInt(10, 99)}`
