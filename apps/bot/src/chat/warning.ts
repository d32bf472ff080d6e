import type { Advice } from '@kindred/client'
import { topicOf } from '@kindred/kernel/advice'
import type { Translator } from '@kindred/locales'

/** The line of advice above a message of somebody whom its reader hardly knows; none for nearly all. */
export const warningAbove = (
  [weightiest]: readonly Advice[],
  name: string,
  t: Translator['t'],
): readonly string[] =>
  weightiest === undefined ? [] : [`⚠️ ${t(`chat-advice-${topicOf(weightiest)}`, { name })}`]
