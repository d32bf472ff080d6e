import { GrammyError, InputFile } from 'grammy'

import type { Photo } from '@kindred/client'
import type { Log } from '@kindred/kernel'

import type { BotContext } from '../context.js'
import { whatOf } from '../excuse.js'
import type { Gateway } from '../gateway/gateway.js'

/** The photos as Telegram takes them; one that cannot be read is left out. */
export async function readPhotos(
  photos: readonly Photo[],
  { gateway, log }: { readonly gateway: Gateway; readonly log: Log },
): Promise<InputFile[]> {
  const files = await Promise.all(
    photos.map(async ({ urls }) => {
      try {
        return urls && new InputFile(await gateway.readPhoto(urls.card), 'photo.webp')
      } catch (error) {
        log.warn({ err: error }, 'the photo of a profile could not be read')
        return undefined
      }
    }),
  )
  return files.flatMap((file) => file ?? [])
}

/** Sends photos, several as an album; what Telegram does not take is left out. */
export async function sendPhotos(ctx: BotContext, files: readonly InputFile[], log: Log): Promise<void> {
  const [only, ...more] = files
  if (only === undefined) return
  if (more.length === 0) await isTaken(ctx.replyWithPhoto(only), log)
  else await isTaken(ctx.replyWithMediaGroup(files.map((media) => ({ type: 'photo', media }) as const)), log)
}

/** Whether Telegram took a picture that was sent: it may refuse one. */
export async function isTaken(sending: Promise<unknown>, log: Log): Promise<boolean> {
  try {
    await sending
    return true
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    log.warn(whatOf(error), 'Telegram did not take the photo of a profile')
    return false
  }
}
