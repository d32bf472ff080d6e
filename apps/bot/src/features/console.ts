import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import { takeCase } from '../cases/take-case.js'
import { type BotContext, senderOf } from '../context.js'
import { caseIn } from './deep-link.js'
import type { Feature } from './feature.js'

/**
 * Opens the console to staff, at a case when a link of the operators' chat led here, and claims cases when that chat is with one person. Not
 * among the commands of the menu, which everybody sees.
 */
export const staffConsole: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()
  composer.command('console', (ctx) => open(ctx, links.console))
  composer.command('start', async (ctx, next) => {
    const caseId = caseIn(ctx.match)
    return caseId === undefined ? next() : open(ctx, links.case(caseId))
  })

  async function open(ctx: BotContext, url: string): Promise<void> {
    const { t } = ctx.translator
    if (await gateway.isStaff(senderOf(ctx)))
      await ctx.reply(t('bot-console'), appButton(t('bot-open-console'), url))
    else await ctx.reply(t('bot-console-not-staff'), appButton(t('bot-open-app'), links.home))
  }

  composer.use(takeCase(gateway))
  return composer
}
