import { Composer, InlineKeyboard } from 'grammy'

import type { Settings } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { clockIn, zoneName, zoneOf } from '../clock.js'
import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { backPress, hoursPress } from '../notices/switches.js'
import { replaceText } from '../telegram/presses.js'
import { changeData } from './change.js'
import type { Feature } from './feature.js'

/** The hours that most people choose. */
const usual = { from: ['21', '22', '23', '00', '01'], to: ['06', '07', '08', '09', '10'] } as const
const allHours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
const hoursInRow = 6

type End = keyof typeof usual

/** When nothing is told, and by which clock. */
export const quietHours: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.callbackQuery(hoursPress, async (ctx) => show(ctx, await read(gateway, ctx)))

  composer.callbackQuery(/^notices:all:(from|to)$/, async (ctx) => {
    const end = ctx.match[1] as End
    const settings = await read(gateway, ctx)
    const keyboard = new InlineKeyboard()
    for (const [index, hour] of allHours.entries()) {
      keyboard.text(...hourButton(end, hour, settings))
      if (index % hoursInRow === hoursInRow - 1) keyboard.row()
    }
    keyboard.text(ctx.translator.t('app-back'), hoursPress)
    const { t } = ctx.translator
    const text = end === 'from' ? t('bot-notices-from-when') : t('bot-notices-to-when')
    await replaceText(ctx, text, { reply_markup: keyboard })
  })

  composer.callbackQuery(/^notices:(from|to):([01]\d|2[0-3])$/, async (ctx) => {
    const [, end, hour = ''] = ctx.match
    const at = `${hour}:00`
    const change = end === 'from' ? { quiet_from: at } : { quiet_to: at }
    const settings = await gateway.as(senderOf(ctx), (client) =>
      client.notification.updateSettings({ ...change, quiet_on: true }),
    )
    await show(ctx, settings)
  })

  return composer
}

const read = (gateway: Gateway, ctx: BotContext): Promise<Settings> =>
  gateway.as(senderOf(ctx), (client) => client.notification.getSettings())

/** By which clock quiet hours go, in words. */
export function clockWords(settings: Settings, { t, locale }: Translator): string {
  const zone = zoneOf(settings)
  return zone === ''
    ? t('bot-notices-no-clock')
    : t('bot-notices-clock', { time: clockIn(zone), zone: zoneName(zone, locale) })
}

async function show(ctx: BotContext, settings: Settings): Promise<void> {
  const { t } = ctx.translator
  const keyboard = new InlineKeyboard()
  for (const end of ['from', 'to'] as const) {
    for (const hour of usual[end]) keyboard.text(...hourButton(end, hour, settings))
    keyboard.text('…', `notices:all:${end}`).row()
  }
  keyboard.text(t('bot-notices-other-clock'), changeData('clock')).row()
  keyboard.text(t('app-back'), backPress)
  const { quiet_from: from, quiet_to: to } = settings
  const words = from === to ? t('bot-notices-no-hours') : t('bot-notices-hours-text', { from, to })
  await replaceText(ctx, `${words}\n\n${clockWords(settings, ctx.translator)}`, { reply_markup: keyboard })
}

function hourButton(end: End, hour: string, settings: Settings): [string, string] {
  const at = `${hour}:00`
  const chosen = end === 'from' ? settings.quiet_from : settings.quiet_to
  return [at === chosen ? `✅ ${at}` : at, `notices:${end}:${hour}`]
}
