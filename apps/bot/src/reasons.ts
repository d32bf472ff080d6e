import type { ReportReason } from '@kindred/client'
import type { Key } from '@kindred/locales'

/** What each reason for a report is called. */
export const reasonKeys = {
  SPAM_OR_SCAM: 'report-scam',
  FAKE_PROFILE: 'report-fake',
  HARASSMENT: 'report-harassment',
  SEXUAL_CONTENT: 'report-sexual',
  HATE: 'report-hate',
  UNDERAGE: 'report-underage',
  OFF_PLATFORM_HARM: 'report-harm',
  OTHER: 'report-other',
} as const satisfies Record<ReportReason, Key>
