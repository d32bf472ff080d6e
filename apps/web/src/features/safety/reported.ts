import type { ReportContext } from '@kindred/client'

/** What a report is about. */
export interface Reported {
  /** Absent when only the conversation says who it is. */
  readonly userId?: string | undefined
  /** '' for somebody whose name is not known any more. */
  readonly name: string
  readonly context: Partial<ReportContext>
}
