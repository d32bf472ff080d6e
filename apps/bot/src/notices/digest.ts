import type { Digest } from '@kindred/client'
import type { Translator } from '@kindred/locales'

/** What came meanwhile, one line for each. */
export function digestText({ messages, likes, matches, others }: Digest, t: Translator['t']): string {
  const lines = [
    matches > 0 ? t('away-matches', { count: matches }) : '',
    messages > 0 ? t('bot-digest-messages', { count: messages }) : '',
    likes > 0 ? t('away-likes', { count: likes }) : '',
    others > 0 ? t('bot-digest-others') : '',
  ]
  return [t('away-title'), ...lines.filter((line) => line !== '')].join('\n')
}
