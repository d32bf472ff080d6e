import { Composer } from 'grammy'
import type { VideoNote } from 'grammy/types'

import { KindredError, type StartVerificationResponse, type VerificationGesture } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'
import type { Gateway } from '../gateway/gateway.js'
import { change, createMemory } from '../gateway/memory.js'
import { FileRefused, largestVideo } from '../telegram/files.js'
import { verifyPayload } from './deep-link.js'
import type { BotDeps, Feature } from './feature.js'

const gestures: Readonly<Record<VerificationGesture, Key>> = {
  THUMB_UP: 'bot-gesture-thumb-up',
  TWO_FINGERS: 'bot-gesture-two-fingers',
  FOUR_FINGERS: 'bot-gesture-four-fingers',
  OPEN_HAND: 'bot-gesture-open-hand',
  FIST: 'bot-gesture-fist',
  TOUCH_NOSE: 'bot-gesture-touch-nose',
  LEFT_EAR: 'bot-gesture-left-ear',
  RIGHT_EAR: 'bot-gesture-right-ear',
  HAND_ON_HEAD: 'bot-gesture-hand-on-head',
  HAND_UNDER_CHIN: 'bot-gesture-hand-under-chin',
  COVER_LEFT_EYE: 'bot-gesture-cover-left-eye',
  COVER_RIGHT_EYE: 'bot-gesture-cover-right-eye',
}

/** A gesture is asked for, and the round video message that comes next goes to the moderators. Which claim it is for is remembered at the gateway. */
export const verify: Feature = (deps) => {
  const { gateway, links } = deps
  const composer = new Composer<BotContext>()
  const asked = createMemory(gateway, 'verification', readAsked)

  composer.command(['verify', 'start'], async (ctx, next) => {
    if (ctx.hasCommand('start') && ctx.match !== verifyPayload) return next()
    const { t } = ctx.translator
    const profile = await findProfile(gateway, senderOf(ctx))
    if (profile === undefined)
      await ctx.reply(t('bot-no-profile'), appButton(t('bot-create-profile'), links.home))
    else if (profile.verified) await ctx.reply(t('bot-verify-already'))
    else if (profile.photos.length === 0)
      await ctx.reply(t('bot-verify-no-photos'), appButton(t('bot-open-photos'), links.photos))
    else await ask(ctx)
  })

  async function ask(ctx: BotContext): Promise<void> {
    const { t } = ctx.translator
    const started = await start(gateway, ctx)
    if (typeof started === 'string') return void (await ctx.reply(t(started)))
    await change(asked, senderOf(ctx), () => ({ verificationId: started.verification_id }))
    const words = t('bot-verify-ask', { gesture: t(gestures[started.gesture]) })
    await ctx.reply(started.again ? `${t('bot-verify-ask-again')}\n\n${words}` : words)
  }

  composer.on('message:video_note', async (ctx) => {
    const { video_note: note, forward_origin: origin } = ctx.message
    const sender = senderOf(ctx)
    const { verificationId } = (await asked.read(sender)).value ?? {}
    const say = (key: Key) => ctx.reply(ctx.translator.t(key))
    if (verificationId === undefined) {
      // Whoever is shut out is told so by whatever they send.
      await findProfile(gateway, sender)
      await say('bot-verify-begin')
    } else if (origin !== undefined) await say('bot-verify-forwarded')
    else {
      const refusal = await refusalOf(submit(deps, ctx, { verificationId, note }))
      if (refusal === undefined)
        await change(asked, sender, (now) => (now?.verificationId === verificationId ? undefined : now))
      await say(refusal ?? 'bot-verify-received')
    }
  })

  composer.on('message:video', async (ctx, next) => {
    if ((await asked.read(senderOf(ctx))).value === undefined) return next()
    await ctx.reply(ctx.translator.t('bot-verify-not-round'))
  })

  return composer
}

interface Asked {
  readonly verificationId: string
}

function readAsked(json: unknown): Asked | undefined {
  const { verificationId } = json as Partial<Asked>
  return verificationId === undefined ? undefined : { verificationId }
}

/** A text when none can begin now. */
async function start(gateway: Gateway, ctx: BotContext): Promise<StartVerificationResponse | Key> {
  try {
    return await gateway.as(senderOf(ctx), (client) => client.safety.startVerification())
  } catch (error) {
    if (error instanceof KindredError && error.code === 'RATE_LIMITED') return 'bot-verify-often'
    if (error instanceof KindredError && error.code === 'VERIFICATIONS_USED_UP') return 'bot-verify-tomorrow'
    return refusalFor(error)
  }
}

async function submit(
  { gateway, readFile }: BotDeps,
  ctx: BotContext,
  { verificationId, note }: { readonly verificationId: string; readonly note: VideoNote },
): Promise<void> {
  if ((note.file_size ?? 0) > largestVideo) throw new FileRefused('too-large')
  const file = new Blob([await readFile(note.file_id, largestVideo)])
  await gateway.as(senderOf(ctx), (client) => client.submitVideoNote(verificationId, file))
}

/** Undefined when it was taken. */
const refusalOf = (sending: Promise<void>): Promise<Key | undefined> =>
  sending.then(() => undefined, refusalFor)

/** Throws on what has no words here. */
function refusalFor(error: unknown): Key {
  if (error instanceof FileRefused)
    return error.reason === 'too-large' ? 'bot-verify-too-large' : 'bot-verify-unavailable'
  const refusal = error instanceof KindredError ? refusals[error.code] : undefined
  if (refusal === undefined) throw error
  return refusal
}

const refusals: Readonly<Record<string, Key>> = {
  VERIFICATION_NOT_FOUND: 'bot-verify-late',
  VERIFICATION_EXPIRED: 'bot-verify-late',
  VERIFICATION_PENDING: 'bot-verify-waiting',
  VIDEO_TOO_LARGE: 'bot-verify-too-large',
  VIDEO_UNSUPPORTED: 'bot-verify-unreadable',
}
