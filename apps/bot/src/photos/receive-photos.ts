import type { Message } from 'grammy/types'

import { type KindredClient, KindredError, type MediaStatus, type Photo } from '@kindred/client'
import type { Log } from '@kindred/kernel'
import type { Key, Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { excuseFor, tellFailure } from '../excuse.js'
import { findProfile } from '../gateway/find-profile.js'
import type { Gateway } from '../gateway/gateway.js'
import { createPersonLock } from '../gateway/person-lock.js'
import { FileRefused, largestFile, type ReadFile } from '../telegram/files.js'

interface PhotoReceiverDeps {
  readonly gateway: Gateway
  readonly readFile: ReadFile
  readonly log: Log
}

const maxPhotos = 6
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** A file that a person sent, or why it is no photo for a profile. */
type Piece = { readonly fileId: string } | { readonly refusal: Key }

/** What became of what was sent, in words; undefined when it is no photo and no file. */
export type ReceivePhotos = (ctx: BotContext) => Promise<Received | undefined>
type Received = { readonly words: string } | 'no profile'

/** Adds what a person sends to the photos of the profile: a photo, or an album, which gets one answer. */
export function createPhotoReceiver({ gateway, readFile, log }: PhotoReceiverDeps): ReceivePhotos {
  // The order of photos is written as a whole: two bots would take each other's photo out again.
  const oneAtATime = createPersonLock(gateway, 'photos')

  async function receive(ctx: BotContext): Promise<Received | undefined> {
    const { t } = ctx.translator
    const isMeant = ctx.album.some(
      ({ photo: sizes, document }) => sizes !== undefined || document !== undefined,
    )
    if (!isMeant) return undefined
    const pieces = ctx.album.map(pieceOf)
    const profile = pieces.some((piece) => 'fileId' in piece)
      ? await findProfile(gateway, senderOf(ctx))
      : 'not asked'
    if (profile === undefined) return 'no profile'
    await ctx.replyWithChatAction('upload_photo').catch(() => undefined)
    let photos = profile === 'not asked' ? [] : profile.photos
    const outcomes: Key[] = []
    for (const piece of pieces) {
      const { outcome, after = photos } = await take(ctx, piece, photos)
      photos = after
      outcomes.push(outcome)
    }
    return { words: summary(outcomes, photos.length, t) }
  }

  async function take(
    ctx: BotContext,
    piece: Piece,
    photos: readonly Photo[],
  ): Promise<{ outcome: Key; after?: Photo[] }> {
    if ('refusal' in piece) return { outcome: piece.refusal }
    if (photos.length >= maxPhotos) return { outcome: 'bot-photo-full' }
    try {
      const file = new Blob([await readFile(piece.fileId)])
      if (file.size === 0) return { outcome: 'bot-photo-broken' }
      const sender = senderOf(ctx)
      const { media_id: id, status } = await gateway.as(sender, (client) => client.uploadPhoto(file))
      if (status !== 'APPROVED') return { outcome: answers[status] }
      const after = await oneAtATime(sender, () => gateway.as(sender, (client) => add(client, id)))
      return { outcome: answers[status], after }
    } catch (error) {
      return { outcome: refusalFor(error) ?? failureOf(error) }
    }
  }

  function failureOf(error: unknown): Key {
    tellFailure(log, error, 'message')
    return excuseFor(error)
  }

  return receive
}

function pieceOf({ photo: sizes, document }: Message): Piece {
  const isPicture = sizes !== undefined || pictures.has(document?.mime_type ?? '')
  const file = sizes?.at(-1) ?? document
  if (file === undefined || !isPicture) return { refusal: 'bot-photo-unsupported' }
  return (file.file_size ?? 0) > largestFile ? { refusal: 'bot-photo-too-large' } : { fileId: file.file_id }
}

/** What became of the photos: what was added first, then what is still being checked, then each reason why others were not added. */
function summary(outcomes: readonly Key[], count: number, t: Translator['t']): string {
  const say = (key: Key): string => t(key, { count, most: maxPhotos })
  if (outcomes.length === 1) return say(outcomes[0]!)
  const kinds = [...new Set(outcomes)].sort((one, other) => rankOf(one) - rankOf(other))
  return kinds
    .map((key) => {
      const left = outcomes.filter((outcome) => outcome === key).length
      if (key === answers.PENDING)
        return t(kinds[0] === key ? 'bot-photos-pending' : 'bot-photos-pending-more', { count: left })
      return key === answers.APPROVED ? say(key) : `${t('bot-album-left-out', { count: left })} ${say(key)}`
    })
    .join('\n\n')
}

/** Shows an uploaded photo as the last one; forgets it when that fails. */
async function add(client: KindredClient, id: string): Promise<Photo[]> {
  try {
    const { photos } = await client.profile.getMyProfile()
    const after = await client.profile.setMyPhotos({
      photo_ids: [...photos.map(({ media_id }) => media_id), id],
    })
    return after.photos
  } catch (error) {
    await client.media.deleteMedia({ media_id: id }).catch(() => undefined)
    throw error
  }
}

const answers: Readonly<Record<MediaStatus, Key>> = {
  APPROVED: 'bot-photo-added',
  PENDING: 'bot-photo-pending',
  REJECTED: 'bot-photo-rejected',
}

/** The order in which an answer speaks of them. */
const rankOf = (outcome: Key): number =>
  outcome === answers.APPROVED ? 0 : outcome === answers.PENDING ? 1 : 2

function refusalFor(error: unknown): Key | undefined {
  if (error instanceof FileRefused) {
    return error.reason === 'too-large' ? 'bot-photo-too-large' : 'bot-photo-unavailable'
  }
  return error instanceof KindredError ? refusals[error.code] : undefined
}

const refusals: Readonly<Record<string, Key>> = {
  MEDIA_TOO_LARGE: 'bot-photo-too-large',
  MEDIA_TOO_MANY_PIXELS: 'bot-photo-too-large',
  MEDIA_TOO_SMALL: 'bot-photo-too-small',
  MEDIA_UNSUPPORTED: 'bot-photo-unsupported',
  MEDIA_UNREADABLE: 'bot-photo-broken',
  MEDIA_QUOTA_REACHED: 'bot-photo-quota',
  MEDIA_BUSY: 'bot-error-slow',
}
