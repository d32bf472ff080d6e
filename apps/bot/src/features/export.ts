import { Composer } from 'grammy'

import type { DataExport, KindredClient } from '@kindred/client'
import { pause } from '@kindred/kernel'
import type { Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { type BotContext, senderOf } from '../context.js'
import { dayIn } from '../moments.js'
import type { Feature } from './feature.js'

const lookAgainMs = 1_000
/** Whoever wrote something else waits for it meanwhile. */
const maxLooks = 10

/** /export makes a copy of everything that Kindred holds of the person, and gives its address. */
export const dataExport: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()
  composer.command('export', async (ctx) => {
    const { t } = ctx.translator
    const sender = senderOf(ctx)
    let copy = await gateway.as(sender, (client) => client.auth.requestExport())
    if (copy.state === 'MAKING')
      await ctx.reply([t('export-text'), t('export-others'), t('bot-export-making')].join('\n\n'))
    for (let looks = 0; copy.state === 'MAKING' && looks < maxLooks; looks++) {
      await pause(lookAgainMs)
      copy = (await gateway.as(sender, findLatest)) ?? copy
    }
    await ctx.reply(wordsFor(copy, ctx.translator, links))
  })
  return composer
}

const findLatest = async (client: KindredClient): Promise<DataExport | undefined> =>
  (await client.auth.getExport()).export

function wordsFor(
  { state, download_path: path, expires_at: until }: DataExport,
  { t, locale }: Translator,
  links: AppLinks,
): string {
  if (state === 'MAKING') return t('bot-export-later')
  if (state !== 'READY' || path === undefined) return t('export-failed')
  return t('bot-export-ready', { day: dayIn(locale, until), link: links.download(path) })
}
