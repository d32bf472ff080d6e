import { InlineKeyboard } from 'grammy'

import type { CaseKind, CasePost } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'

import { reasonKeys } from '../reasons.js'

/** The data of the button that claims a case. */
export const takePress = /^case:take:([0-9a-f-]{36})$/

const kinds = {
  REPORTS: 'case-post-reports',
  PHOTO: 'case-post-photo',
  VERIFICATION: 'case-post-verification',
  APPEAL: 'case-post-appeal',
} as const satisfies Record<CaseKind, Key>

/** What the operators' chat reads of a case. The first letters of its id tell cases apart. */
export function postText(post: CasePost, { t }: Translator): string {
  const { case_id: id, kind, reporters, reasons, state, lease_ends_at: leaseEnd = '' } = post
  const lines = [t('case-post-head', { kind: t(kinds[kind]), id: id.slice(-8) })]
  if (reporters > 0) lines.push(t('case-post-reporters', { count: reporters }))
  if (reasons.length > 0) lines.push(reasons.map((reason) => t(reasonKeys[reason])).join(', '))
  lines.push(stateText[state](leaseEnd, t))
  return lines.join('\n')
}

const stateText: Readonly<Record<CasePost['state'], (leaseEnd: string, t: Translator['t']) => string>> = {
  OPEN: (_, t) => t('case-post-open'),
  CLAIMED: (leaseEnd, t) => t('case-post-claimed', { time: leaseEnd.slice(11, 16) }),
  CLOSED: (_, t) => t('case-post-closed'),
}

/** Claims the case, or opens it where its evidence is; a decided one has no buttons. */
export function postButtons(post: CasePost, botName: string, { t }: Translator): InlineKeyboard {
  const { case_id: id, state } = post
  if (state === 'CLOSED') return new InlineKeyboard()
  return new InlineKeyboard()
    .text(t('case-post-take'), `case:take:${id}`)
    .url(t('case-post-look'), `https://t.me/${botName}?start=${caseLink(id)}`)
}

/** What follows /start in the link that opens a case: hyphens and letters, 41 of them. */
const caseLink = (id: string): string => `case_${id}`
