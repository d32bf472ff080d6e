import { AppError } from './app-error.js'
import { isId } from './ids.js'
import type { Principal } from './principal.js'

/** The question that a list answers, as a handler gets it: which list, and who asks. */
export interface ListCall {
  readonly method: { readonly path: string }
  readonly principal: Principal
}

/** The sort key of the last row of a page, in the order of the index. */
export type CursorKey = readonly (string | number | Date)[]

/** What a part of a key is: a moment to the millisecond, an id of Kindred, a whole number from 0. */
export type CursorPart = 'time' | 'id' | 'number'

type ValueOf<Part> = Part extends 'time' ? Date : Part extends 'id' ? string : number

/**
 * A key as an opaque page token of this list of this caller. It is not signed: whoever makes one up gets a place in a list of their own,
 * and every list reads whose it is from the call.
 */
export const encodeCursor = (call: ListCall, key: CursorKey): string =>
  toBase64Url(
    JSON.stringify([...scopeOf(call), ...key.map((part) => (part instanceof Date ? part.getTime() : part))]),
  )

/**
 * The key of a page token, its parts as asked for; undefined for the empty token. Throws PAGE_TOKEN_INVALID for any token that the list
 * did not give out, or gave to somebody else.
 */
export function decodeCursor<const Parts extends readonly CursorPart[]>(
  call: ListCall,
  token: string,
  parts: Parts,
): { [Index in keyof Parts]: ValueOf<Parts[Index]> } | undefined {
  if (token === '') return undefined
  const key = parse(token, scopeOf(call))
  if (key?.length !== parts.length || !parts.every((part, index) => isPart[part](key[index])))
    throw pageTokenInvalid()
  const values = parts.map((part, index) => (part === 'time' ? new Date(key[index] as number) : key[index]))
  return values as { [Index in keyof Parts]: ValueOf<Parts[Index]> }
}

const yearTenThousand = Date.UTC(10_000, 0)

const isPart: Record<CursorPart, (value: unknown) => boolean> = {
  time: (value) => Number.isInteger(value) && Math.abs(value as number) < yearTenThousand,
  id: (value) => typeof value === 'string' && isId(value),
  number: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
}

const pageTokenInvalid = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'PAGE_TOKEN_INVALID',
    detail: 'The page token is not one that this list gave out.',
    fields: [{ pointer: '/page_token', code: 'INVALID', detail: 'Use next_page_token of the page before.' }],
  })

const scopeOf = ({ method, principal }: ListCall): readonly string[] => [method.path, ownerOf(principal)]

function ownerOf(principal: Principal): string {
  if (principal.kind === 'user') return principal.userId
  return principal.kind === 'service' ? principal.service : principal.kind
}

/** What a token holds behind its scope; undefined when it has another one, or is none. */
function parse(token: string, scope: readonly string[]): unknown[] | undefined {
  try {
    const whole: unknown = JSON.parse(fromBase64Url(token))
    return Array.isArray(whole) && scope.every((part, at) => whole[at] === part)
      ? whole.slice(scope.length)
      : undefined
  } catch {
    return undefined
  }
}

function toBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(binary, (char) => char.charCodeAt(0)),
  )
}
