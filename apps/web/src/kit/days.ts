/** The person's own calendar day. */
export const dayOf = (at: Date): string => `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`

/** 'today', 'yesterday', or undefined for an earlier day. */
export function nearDay(at: Date, now: Date): 'today' | 'yesterday' | undefined {
  if (dayOf(at) === dayOf(now)) return 'today'
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  return dayOf(at) === dayOf(yesterday) ? 'yesterday' : undefined
}
