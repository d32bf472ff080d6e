import { Composer } from 'grammy'

import { type KindredClient, KindredError, type MediaStatus, type Profile } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { appButton } from '../app-button.js'
import { type BotContext, type Feature, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'

const mostPhotos = 6
const mostBytes = 10 * 1024 * 1024
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** A photo that is sent to the bot becomes a photo of the profile. */
export const photo: Feature = ({ gateway, links, download }) => {
  const composer = new Composer<BotContext>()

  composer.on('message:photo', (ctx) =>
    receive(ctx, Math.max(...ctx.message.photo.map(({ file_size = 0 }) => file_size))),
  )

  composer.on('message:document', async (ctx) => {
    const { mime_type: type = '', file_size: size = 0 } = ctx.message.document
    if (pictures.has(type)) await receive(ctx, size)
    else await ctx.reply(ctx.translator.t('bot-photo-unsupported'))
  })

  async function receive(ctx: BotContext, size: number): Promise<void> {
    const { t } = ctx.translator
    if (size > mostBytes) return answer(ctx, 'bot-photo-too-large')
    const profile = await findProfile(gateway, senderOf(ctx))
    if (profile === undefined) {
      await ctx.reply(t('bot-no-profile'), appButton(t('bot-create-profile'), links.home))
      return
    }
    if (profile.photos.length >= mostPhotos) return answer(ctx, 'bot-photo-full')
    await ctx.replyWithChatAction('upload_photo')
    const { file_path: path = '' } = await ctx.getFile()
    const file = new Blob([await download(path)])
    try {
      const { status, count } = await gateway.as(senderOf(ctx), (client) => add(client, file, profile))
      await answer(ctx, answers[status], count)
    } catch (error) {
      const refusal = error instanceof KindredError ? refusals[error.code] : undefined
      if (refusal === undefined) throw error
      await answer(ctx, refusal)
    }
  }

  async function answer(ctx: BotContext, key: Key, count = 0): Promise<void> {
    const { t } = ctx.translator
    await ctx.reply(t(key, { count, most: mostPhotos }), appButton(t('bot-open-photos'), links.photos))
  }

  return composer
}

/** Uploads, and shows the photo when it may be shown already. */
async function add(
  client: KindredClient,
  file: Blob,
  { photos }: Profile,
): Promise<{ status: MediaStatus; count: number }> {
  const { media_id: id, status } = await client.uploadPhoto(file)
  if (status !== 'APPROVED') return { status, count: photos.length }
  try {
    const after = await client.profile.setMyPhotos({ photo_ids: [...photos.map(({ media_id }) => media_id), id] })
    return { status, count: after.photos.length }
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

const refusals: Readonly<Record<string, Key>> = {
  MEDIA_TOO_LARGE: 'bot-photo-too-large',
  MEDIA_TOO_MANY_PIXELS: 'bot-photo-too-large',
  MEDIA_TOO_SMALL: 'bot-photo-too-small',
  MEDIA_UNSUPPORTED: 'bot-photo-unsupported',
  MEDIA_UNREADABLE: 'bot-photo-unsupported',
  MEDIA_QUOTA_REACHED: 'bot-photo-quota',
  MEDIA_BUSY: 'bot-error-slow',
}
