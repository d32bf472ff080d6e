import { InlineKeyboard } from 'grammy'

import type { Delivery, Outcome, OutcomeSubject } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { appealButton, shutOutText } from '../shut-out.js'
import type { Notice } from './notice.js'

/** What was decided about the person, a photo, a report or an appeal of theirs. */
export function outcomeNotice({ outcome }: Delivery, translator: Translator, links: AppLinks): Notice {
  const { t } = translator
  if (outcome?.subject === 'STANDING' && !outcome.positive) return shutOut(outcome, translator)
  const { good, bad, page } = told[outcome?.subject ?? 'STANDING']
  const lines = (outcome?.positive === false ? bad : good).map((key) => t(key, { count: 1 }))
  const text = [...lines, ...ruleOf(outcome, translator)].join('\n\n')
  const keyboard = new InlineKeyboard().webApp(t('bot-notice-see'), links[page])
  return { texts: [{ text, entities: [] }], keyboard }
}

const told: Readonly<Record<OutcomeSubject, { good: Key[]; bad: Key[]; page: Page }>> = {
  PHOTO: {
    good: ['bot-notice-photo-approved'],
    bad: ['decision-reject-photo', 'decision-reject-photo-text'],
    page: 'photos',
  },
  VERIFICATION: { good: ['bot-notice-verified'], bad: ['bot-notice-not-verified'], page: 'profile' },
  STANDING: { good: ['bot-notice-standing-good'], bad: [], page: 'home' },
  WARNING: { good: [], bad: ['decision-warn', 'decision-warn-text'], page: 'decisions' },
  REPORT: {
    good: ['bot-notice-report', 'reports-action'],
    bad: ['bot-notice-report', 'reports-no-violation'],
    page: 'reports',
  },
  APPEAL: { good: ['appeal-reversed'], bad: ['appeal-upheld'], page: 'decisions' },
}

type Page = { [Name in keyof AppLinks]: AppLinks[Name] extends string ? Name : never }[keyof AppLinks]

const ruleOf = (outcome: Outcome | undefined, { t, label }: Translator): string[] =>
  outcome === undefined || outcome.positive || outcome.rule === ''
    ? []
    : [`${t('rule-title')}: ${label('rule', outcome.rule, t('rule-other'))}`]

function shutOut(outcome: Outcome, translator: Translator): Notice {
  const { ends_at: endsAt, rule }: { ends_at?: string; rule: string } = outcome
  const { reply_markup: keyboard } = appealButton(translator)
  return { texts: [{ text: shutOutText({ endsAt, rule }, translator), entities: [] }], keyboard }
}
