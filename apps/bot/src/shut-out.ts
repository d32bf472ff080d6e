import { InlineKeyboard } from 'grammy'

import type { KindredError } from '@kindred/client'
import type { Translator } from '@kindred/locales'

/** The data of the button that begins an appeal. */
export const appealPress = 'appeal'

/** What keeps somebody out. */
interface Sanction {
  /** Absent when it has no end. */
  readonly endsAt: string | undefined
  readonly rule: string
}

/** What a suspended or banned person is told: until when, by which rule, and that an appeal is possible. */
export function shutOutText({ endsAt, rule }: Sanction, { t, label, locale }: Translator): string {
  const what =
    endsAt === undefined
      ? [t('shut-out-banned-title'), t('shut-out-banned-text')]
      : [t('shut-out-suspended-title'), t('shut-out-suspended-text', { date: momentOf(endsAt, locale) })]
  return [...what, `${t('rule-title')}: ${label('rule', rule, t('rule-other'))}`, t('appeal-text')].join(
    '\n\n',
  )
}

/** The same for somebody whom the gateway refuses. */
export function shutOutWords({ problem }: KindredError, translator: Translator): string {
  const { ends_at: endsAt, rule = '' } = problem.facts ?? {}
  return shutOutText({ endsAt, rule }, translator)
}

/** Where somebody lives is not known here. */
const momentOf = (moment: string, locale: string): string =>
  `${new Date(moment).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`

/** The way to the appeal. */
export const appealButton = ({ t }: Translator) => ({
  reply_markup: new InlineKeyboard().text(t('appeal-action'), appealPress),
})
