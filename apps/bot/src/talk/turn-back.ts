import { type BotContext, senderOf } from '../context.js'
import type { Desk } from './desk.js'
import { askOpen, sayEnd } from './say.js'
import { before } from './steps.js'

/** Stops the questions; what was answered so far and is stored at Kindred stays there. */
export async function cancel({ memory }: Desk, ctx: BotContext): Promise<void> {
  const { t } = ctx.translator
  const { value: talk, version } = await memory.read(senderOf(ctx))
  if (talk === undefined) return void (await ctx.reply(t('talk-nothing')))
  await memory.write(senderOf(ctx), undefined, version)
  await sayEnd(ctx, talk, t(talk.aim === 'join' ? 'talk-cancelled-join' : 'talk-cancelled'))
}

/** Asks the question before the open one. */
export async function back(desk: Desk, ctx: BotContext): Promise<void> {
  const { t } = ctx.translator
  const { value: talk, version } = await desk.memory.read(senderOf(ctx))
  if (talk === undefined) return void (await ctx.reply(t('talk-nothing')))
  const earlier = before(talk)
  if (earlier !== undefined) await desk.memory.write(senderOf(ctx), earlier, version)
  await sayEnd(ctx, talk, t(earlier === undefined ? 'talk-first' : 'talk-back'))
  await askOpen(desk, ctx, earlier ?? talk)
}
