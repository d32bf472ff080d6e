import { createHash, randomBytes } from 'node:crypto'

/** How long a link may be used. */
export const consoleLinkLifeMs = 60_000

/** 256 random bits, base64url. */
export const newConsoleCode = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a code. */
export const hashConsoleCode = (code: string): Buffer =>
  createHash('sha256').update(`kindred console link\n${code}`).digest()
