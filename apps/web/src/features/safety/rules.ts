import type { Rule } from '@kindred/client'

const known = {
  SPAM_OR_SCAM: 'spam-or-scam',
  FAKE_PROFILE: 'fake-profile',
  HARASSMENT: 'harassment',
  SEXUAL_CONTENT: 'sexual-content',
  HATE: 'hate',
  UNDERAGE: 'underage',
  OFF_PLATFORM_HARM: 'off-platform-harm',
  PHOTO_UNSUITABLE: 'photo-unsuitable',
  OTHER: 'other',
} as const satisfies Record<Rule, string>

const isKnown = (rule: string): rule is Rule => Object.hasOwn(known, rule)

/** The text of a rule; the general one for a rule that this build does not know. */
export const ruleKey = (rule: string) => `rule-${known[isKnown(rule) ? rule : 'OTHER']}` as const
