import { InlineKeyboard } from 'grammy'

import type { KindredError } from '@kindred/client'
import type { Translator } from '@kindred/locales'

/** The data of the button that begins an appeal. */
export const appealPress = 'appeal'

/** What a suspended or banned person is told: until when, by which rule, and that an appeal is possible. */
export function shutOutWords({ problem }: KindredError, { t, label, locale }: Translator): string {
  const { ends_at: endsAt, rule = '' } = problem.facts ?? {}
  const what =
    endsAt === undefined
      ? [t('shut-out-banned-title'), t('shut-out-banned-text')]
      : [t('shut-out-suspended-title'), t('shut-out-suspended-text', { date: momentOf(endsAt, locale) })]
  return [...what, `${t('rule-title')}: ${label('rule', rule, t('rule-other'))}`, t('appeal-text')].join(
    '\n\n',
  )
}

/** Where somebody lives is not known here. */
const momentOf = (moment: string, locale: string): string =>
  `${new Date(moment).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`

/** The way to the appeal. */
export const appealButton = ({ t }: Translator) => ({
  reply_markup: new InlineKeyboard().text(t('appeal-action'), appealPress),
})
