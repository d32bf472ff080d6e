import { Composer, InlineKeyboard } from 'grammy'

import type { Kind, Settings, UpdateSettingsRequest } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { backPress, hoursPress, settingsPress, switchButton, switchPress } from '../notices/switches.js'
import { replaceText } from '../telegram/presses.js'
import { swapButton } from '../telegram/swap-button.js'
import type { Feature } from './feature.js'
import { clockWords } from './quiet-hours.js'

/** What can be switched off, in the order of showing; what is about safety is always told. */
const kinds: Readonly<Partial<Record<Kind, Key>>> = {
  MESSAGE: 'notify-kind-message',
  MATCH: 'notify-kind-match',
  LIKE: 'notify-kind-like',
  SUPERLIKE: 'notify-kind-superlike',
  YOUR_TURN: 'notify-kind-your-turn',
  PHOTO_DECIDED: 'notify-kind-photo',
  NEWS: 'notify-kind-news',
}
const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name)

/** What else is on or off, and the text of its button. */
const flags = {
  preview: { field: 'message_preview', text: 'notify-preview' },
  quiet: { field: 'quiet_on', text: 'bot-notices-quiet' },
  paused: { field: 'paused', text: 'notify-pause' },
} as const satisfies Record<string, { field: keyof Settings; text: Key }>
const isFlag = (name: string): name is keyof typeof flags => Object.hasOwn(flags, name)

/** /notifications: what the bot tells by itself, as buttons. Each names what it sets, so that a second tap changes nothing more. */
export const notifications: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.command('notifications', async (ctx) => {
    const { text, keyboard } = shown(await read(ctx), ctx.translator)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(settingsPress, async (ctx) => {
    const { text, keyboard } = shown(await read(ctx), ctx.translator)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(switchPress, async (ctx, next) => {
    const [, to, kind = ''] = ctx.match
    if (!isKind(kind)) return next()
    const { t } = ctx.translator
    await change(ctx, { kinds: [{ kind, on: to === 'on' }] })
    await swapButton(ctx, switchButton(kind, to === 'on' ? 'off' : 'on', t))
    ctx.pressAnswer = t(to === 'on' ? 'bot-notices-on-done' : 'bot-notices-off-done')
  })

  composer.callbackQuery(/^notices:set:(\w+):(on|off)$/, async (ctx, next) => {
    const [, what = '', to] = ctx.match
    const on = to === 'on'
    if (isKind(what)) return show(ctx, await change(ctx, { kinds: [{ kind: what, on }] }))
    return isFlag(what) ? show(ctx, await change(ctx, { [flags[what].field]: on })) : next()
  })

  composer.callbackQuery(backPress, async (ctx) => show(ctx, await read(ctx)))

  const read = (ctx: BotContext): Promise<Settings> =>
    gateway.as(senderOf(ctx), (client) => client.notification.getSettings())

  const change = (ctx: BotContext, request: UpdateSettingsRequest): Promise<Settings> =>
    gateway.as(senderOf(ctx), (client) => client.notification.updateSettings(request))

  return composer
}

async function show(ctx: BotContext, settings: Settings): Promise<void> {
  const { text, keyboard } = shown(settings, ctx.translator)
  await replaceText(ctx, text, { reply_markup: keyboard })
}

interface Page {
  readonly text: string
  readonly keyboard: InlineKeyboard
}

function shown(settings: Settings, translator: Translator): Page {
  const { t } = translator
  const keyboard = new InlineKeyboard()
  const toggle = (label: string, what: string, on: boolean): void =>
    void keyboard.text(`${on ? '✅' : '▫️'} ${label}`, `notices:set:${what}:${on ? 'off' : 'on'}`)
  const isOn = new Map(settings.kinds.map(({ kind, on }) => [kind, on]))
  for (const [index, [kind, text]] of Object.entries(kinds).entries()) {
    toggle(t(text), kind, isOn.get(kind as Kind) ?? true)
    if (index % 2 === 1) keyboard.row()
  }
  const range = { from: settings.quiet_from, to: settings.quiet_to }
  for (const [name, { field, text }] of Object.entries(flags)) {
    keyboard.row()
    toggle(t(text, range), name, settings[field])
    if (name === 'quiet') keyboard.text(t('bot-notices-hours'), hoursPress)
  }
  const lines = [
    t('bot-notices'),
    settings.quiet_on ? clockWords(settings, translator) : '',
    settings.paused ? t('bot-notices-are-paused') : '',
  ]
  return { text: lines.filter((line) => line !== '').join('\n\n'), keyboard }
}
