import type { Profile } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'

import { escapeHtml, shortened } from '../telegram/html.js'

const maxInterests = 8
const longestBio = 400

/** The person's own card in Telegram's HTML; stays below the 1,024 characters of a caption. */
export function profileCard(profile: Profile, { t, label, city: cityOf }: Translator): string {
  const interests = profile.interests.slice(0, maxInterests).map((id) => label('interest', id))
  const city = cityOf(profile)
  const lines = [
    `<b>${escapeHtml(t('app-name-age', { name: profile.name, age: profile.age }))}</b>`,
    profile.paused ? `<i>${escapeHtml(t('bot-card-paused'))}</i>` : '',
    city === undefined ? '' : escapeHtml(city),
    profile.goal === undefined ? '' : escapeHtml(label('goal', profile.goal)),
    profile.bio === undefined ? '' : `\n${escapeHtml(shortened(profile.bio, longestBio))}`,
    interests.length === 0 ? '' : `\n${escapeHtml(interests.join(' · '))}`,
    `\n${bar(profile.completeness)} ${escapeHtml(t('bot-card-completeness', { percent: percentOf(profile) }))}`,
    escapeHtml(hint(profile, t)),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

const percentOf = ({ completeness }: Profile): number => Math.round(completeness * 100)

/** What would help most. */
function hint({ photos, bio, interests }: Profile, t: Translator['t']): string {
  const missing: readonly (readonly [boolean, Key])[] = [
    [photos.length === 0, 'bot-card-add-photo'],
    [bio === undefined, 'bot-card-add-bio'],
    [interests.length < 3, 'bot-card-add-interests'],
    [photos.length < 3, 'bot-card-add-photos'],
  ]
  const found = missing.find(([isMissing]) => isMissing)
  return found === undefined ? '' : t(found[1])
}

const steps = 10

const bar = (share: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * steps)
  return '▰'.repeat(full) + '▱'.repeat(steps - full)
}
