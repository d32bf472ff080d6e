import type { Candidate, PublicProfile } from '@kindred/client'
import { topicOf } from '@kindred/kernel/advice'
import type { Translator } from '@kindred/locales'
import { distanceText, factsOf, reasonsOf } from '@kindred/locales/people'

import { escapeHtml, lengthOfHtml, shortened } from '../telegram/html.js'

/** Somebody as a card tells of them: what a deck knows and, where it could be read, the profile. */
export interface CardPerson {
  readonly candidate: Candidate
  readonly profile: PublicProfile | undefined
}

interface CardOptions {
  /** The reader's IETF tag, which decides on kilometres or miles. */
  readonly tag: string
  /** Telegram's limit for a text or a caption; only the words about oneself are shortened for it. */
  readonly maxLength: number
}

/** A card in Telegram's HTML. */
export function personCard(
  person: CardPerson,
  translator: Translator,
  { tag, maxLength }: CardOptions,
): string {
  const write = (bio: string): string => linesOf(person, translator, { tag, bio }).join('\n')
  const { bio } = person.candidate
  const whole = write(bio)
  const over = lengthOfHtml(whole) - maxLength
  return over <= 0 ? whole : write(shortened(bio, Math.max(0, Array.from(bio).length - over - 1)))
}

function linesOf(
  { candidate, profile }: CardPerson,
  translator: Translator,
  { tag, bio }: { readonly tag: string; readonly bio: string },
): string[] {
  const { t, label, city, locale } = translator
  const { name, age, verified, message, common_interests: common, reasons, advice } = candidate
  const place = [city(candidate) ?? '', distanceText(candidate.distance, t, tag) ?? ''].filter(Boolean)
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' })
  const facts =
    profile === undefined ? [] : factsOf(profile, (code) => nameOf(languageNames, code), translator)
  const interests = profile?.interests.filter((id) => !common.includes(id)) ?? []
  const parts = [
    `<b>${escapeHtml(t('app-name-age', { name, age: age ?? 0 }))}</b>${verified ? ` · ${escapeHtml(t('person-verified'))}` : ''}`,
    line('📍', place.join(' · ')),
    message === '' ? '' : `\n⭐ ${escapeHtml(t('person-message'))}: ${escapeHtml(message)}`,
    advice[0] === undefined ? '' : `⚠️ ${escapeHtml(t(`chat-advice-${topicOf(advice[0])}`, { name }))}`,
    bio === '' ? '' : `\n${escapeHtml(bio)}`,
    facts.length === 0
      ? ''
      : `\n${facts.map(({ name: fact, value }) => escapeHtml(`${fact}: ${value}`)).join('\n')}`,
    listed(t('person-common'), common, label),
    listed(t('person-interests'), interests, label),
    why(reasons, t),
  ]
  return parts.filter((part) => part !== '')
}

const line = (sign: string, words: string): string => (words === '' ? '' : `${sign} ${escapeHtml(words)}`)

const listed = (title: string, ids: readonly string[], label: Translator['label']): string =>
  ids.length === 0 ? '' : `\n${escapeHtml(`${title}: ${ids.map((id) => label('interest', id)).join(', ')}`)}`

function why(reasons: Candidate['reasons'], t: Translator['t']): string {
  const told = reasonsOf(reasons, t).map(({ words }) => words)
  return told.length === 0 ? '' : `\n<i>${escapeHtml(`${t('person-why')}: ${told.join(' · ')}`)}</i>`
}

/** A language of the catalogue in the reader's words; its code where this Node does not know it. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
