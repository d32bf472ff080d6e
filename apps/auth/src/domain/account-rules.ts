import { createHash, createHmac } from 'node:crypto'

import { deriveKey } from './sealing.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const graceMs = (days: number): number => days * dayMs
export const graceDays = (ms: number): number => ms / dayMs

/** The server keeps a receipt for a year. The signed text that a person saved stays valid. */
export const receiptLifeMs = 366 * dayMs

/** How long a sign-in is remembered. */
export const signInLifeMs = 90 * dayMs

/** What may be handed out only to somebody who signed in so lately. */
export const freshMs = 15 * minuteMs

export const exportLifeMs = dayMs
/** Whoever asks again so soon gets the same export. */
export const exportPauseMs = hourMs
/** That there was an export is forgotten after a while. */
export const exportMemoryMs = 30 * dayMs
/** An instance that was not done by then has died. */
export const exportLeaseMs = 5 * minuteMs
export const maxExportAttempts = 8
/** The pause after a failed attempt: 2 s, doubling. */
export const exportRetryMs = (attempts: number): number => 2 ** attempts * 1_000

/** Secrets that are made again from ids whenever they are needed, so that the database holds none. */
export interface AccountSecrets {
  /** The id by which a receipt is read. */
  receiptIdOf(deletionId: string): string
  /** The secret part of the address of an export's file. */
  exportKeyOf(exportId: string): string
}

/** Secrets by HMAC-SHA-256 under keys of their own. */
export function accountSecrets(keySecret: string): AccountSecrets {
  const secretOf = (purpose: string) => {
    const key = deriveKey(keySecret, purpose)
    return (id: string): string => createHmac('sha256', key).update(id).digest('base64url')
  }
  return { receiptIdOf: secretOf('kindred receipt id'), exportKeyOf: secretOf('kindred export key') }
}

/** What the database keeps of a receipt's id. */
export const hashReceiptId = (receiptId: string): Buffer => createHash('sha256').update(receiptId).digest()
