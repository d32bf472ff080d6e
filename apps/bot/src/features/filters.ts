import { Composer, InlineKeyboard } from 'grammy'

import { lengthText } from '@kindred/locales/people'

import { browsePress, filtersPress } from '../browse/tell.js'
import { type BotContext, senderOf } from '../context.js'
import { findPreferences } from '../gateway/find-preferences.js'
import type { Gateway } from '../gateway/gateway.js'
import { wantedNames } from '../talk/wanted-names.js'
import { changeData } from './change.js'
import type { Feature } from './feature.js'

/** Whom the person sees, and buttons that change it. */
export const filters: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()
  composer.command('filters', (ctx) => tellFilters(ctx, gateway))
  composer.callbackQuery(filtersPress, (ctx) => tellFilters(ctx, gateway))
  return composer
}

/** Says whom the person sees. */
export async function tellFilters(ctx: BotContext, gateway: Gateway): Promise<void> {
  const { t } = ctx.translator
  const sender = senderOf(ctx)
  const preferences = await gateway.as(sender, findPreferences)
  const keyboard = new InlineKeyboard()
    .text(t('filters-wanted'), changeData('wanted'))
    .text(t('filters-age'), changeData('ages'))
    .row()
    .text(t('filters-distance'), changeData('distance'))
    .text(t('form-city'), changeData('place'))
    .row()
    .text(t('browse-people'), browsePress)
  if (preferences === undefined)
    return void (await ctx.reply(t('pool-not-ready-text'), { reply_markup: keyboard }))
  const { wanted_genders: wanted, min_age: min, max_age: max, max_distance_km: km } = preferences
  const far = lengthText(km, t, sender.language_code ?? '')
  const lines = [
    `${t('filters-wanted')}: ${wantedNames(wanted, ctx.translator)}`,
    `${t('filters-age')}: ${t('filters-age-range', { min, max })}`,
    `${t('filters-distance')}: ${t('filters-distance-km', { far })}`,
    '',
    t('filters-both-ways'),
  ]
  await ctx.reply(lines.join('\n'), { reply_markup: keyboard })
}
