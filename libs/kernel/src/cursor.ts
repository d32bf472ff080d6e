import { AppError } from './app-error.js'

/** The sort key of the last row of a page: strings and numbers in the order of the index. */
export type CursorKey = readonly (string | number)[]

/** A key as an opaque page token. */
export const encodeCursor = (key: CursorKey): string => toBase64Url(JSON.stringify(key))

/** The key of a page token; undefined for the empty token. Throws PAGE_TOKEN_INVALID for one that is not ours or has another length. */
export function decodeCursor(token: string, length: number): CursorKey | undefined {
  if (token === '') return undefined
  const key = parse(token)
  if (key?.length === length) return key
  throw new AppError({
    kind: 'invalid',
    code: 'PAGE_TOKEN_INVALID',
    detail: 'The page token is not one that this list gave out.',
    fields: [{ pointer: '/page_token', code: 'INVALID', detail: 'Use next_page_token of the page before.' }],
  })
}

function parse(token: string): CursorKey | undefined {
  try {
    const key: unknown = JSON.parse(fromBase64Url(token))
    const plain = Array.isArray(key) && key.every((part) => typeof part === 'string' || Number.isFinite(part))
    return plain ? (key as CursorKey) : undefined
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
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
}
