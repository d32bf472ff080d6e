/** How urgent each reason is: those of people in danger come before any number of others. */
export const urgency = {
  UNDERAGE: 10_000,
  HARASSMENT: 5_000,
  OFF_PLATFORM_HARM: 900,
  HATE: 800,
  SEXUAL_CONTENT: 700,
  SPAM_OR_SCAM: 500,
  FAKE_PROFILE: 400,
  OTHER: 200,
} as const

export type Reason = keyof typeof urgency
export type ContextKind = 'PROFILE' | 'PHOTO' | 'MESSAGE' | 'CONVERSATION' | 'BOT'

/** What came of a report. */
export type Outcome = 'ACTION_TAKEN' | 'NO_VIOLATION'
