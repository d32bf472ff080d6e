import type { Message } from '../src/world/types.js'

/** The messages of an album, or one message by itself; oldest first. */
export type Album = readonly [Message, ...Message[]]

/** Messages with those of an album together. */
export function albumsOf(messages: readonly Message[]): readonly Album[] {
  const albums: [Message, ...Message[]][] = []
  for (const message of messages) {
    const open = albums.at(-1)
    const group = message.media_group_id
    if (group !== undefined && open?.[0].media_group_id === group) open.push(message)
    else albums.push([message])
  }
  return albums
}
