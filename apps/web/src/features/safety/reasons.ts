import type { ReportReason } from '@kindred/client'

/** How each reason begins in the texts; what is met most often comes first. */
const words = {
  SPAM_OR_SCAM: 'scam',
  FAKE_PROFILE: 'fake',
  HARASSMENT: 'harassment',
  SEXUAL_CONTENT: 'sexual',
  HATE: 'hate',
  UNDERAGE: 'underage',
  OFF_PLATFORM_HARM: 'harm',
  OTHER: 'other',
} as const satisfies Record<ReportReason, string>

/** All reasons, in the order of showing. */
export const reasons = Object.keys(words) as ReportReason[]

/** The text that names a reason. */
export const reasonKey = (reason: ReportReason) => `report-${words[reason]}` as const
