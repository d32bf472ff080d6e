import { Composer } from 'grammy'

import { KindredError } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { takePress } from './post-text.js'

const refusals: Readonly<Record<string, Key>> = {
  NOT_STAFF: 'case-not-staff',
  CASE_CLAIMED: 'case-claimed',
  CASE_CLOSED: 'case-closed',
  CASE_NOT_FOUND: 'case-closed',
  CASE_OWN_DECISION: 'case-own-decision',
  CASE_ABOUT_YOURSELF: 'case-about-you',
}

/** The button that claims a case in the operators' chat. Kindred decides whether whoever presses it is staff. */
export function takeCase(gateway: Gateway): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.callbackQuery(takePress, async (ctx) => {
    const { t } = ctx.translator
    const caseId = ctx.match[1] ?? ''
    ctx.pressAnswer = t(
      await outcomeOf(gateway.as(senderOf(ctx), (client) => client.safety.takeCase({ case_id: caseId }))),
    )
  })
  return composer
}

async function outcomeOf(taking: Promise<unknown>): Promise<Key> {
  try {
    await taking
    return 'case-taken'
  } catch (error) {
    if (!(error instanceof KindredError)) throw error
    return refusals[error.code] ?? (error.status === 403 ? 'case-not-staff' : 'case-later')
  }
}
