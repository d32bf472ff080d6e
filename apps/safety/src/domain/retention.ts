const day = 24 * 3_600_000

/** How long evidence is kept after its case is closed: for an appeal, and for whoever has to answer for the decision. */
export const evidenceKeptMs = 30 * day

/** How long a report is listed to its reporter. */
export const reportKeptMs = 365 * day

/** How long a case and what was decided in it are kept after its end, unless a sanction of it holds longer. */
export const caseKeptMs = 365 * day

/** How long the key of somebody who broke a rule and has left is kept after its last use. */
export const personKeptMs = 365 * day

/**
 * How long the key of somebody who has left is kept: for 30 days the person can still be reported, and a report may wait a day for an owner
 * of evidence that is away. What is decided then holds for a new account too.
 */
export const departedKeyDays = 31
export const departedKeyMs = departedKeyDays * day
