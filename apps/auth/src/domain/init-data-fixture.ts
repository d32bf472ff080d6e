import { createHmac } from 'node:crypto'

import type { InitDataRules } from './init-data.js'

/** Signed initData for the tests beside, made apart from the code under test. */
export const botToken = '42:TEST'
export const start = new Date('2026-01-01T12:00:00Z')
export const rules: InitDataRules = {
  proof: 'hmac',
  botToken,
  botId: '42',
  publicKey: '',
  maxAgeSeconds: 3600,
}

export const encode = (text: string): string => encodeURIComponent(text)

export function signedFields(changed: Record<string, string | undefined> = {}): Record<string, string> {
  const fields: Record<string, string | undefined> = {
    auth_date: String(start.getTime() / 1000),
    query_id: 'AAH1',
    user: JSON.stringify({ id: 99, first_name: 'Alice', language_code: 'en' }),
    ...changed,
  }
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export function signInitData(fields: Record<string, string>, token = botToken): string {
  const lines = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
  const secret = createHmac('sha256', 'WebAppData').update(token).digest()
  const hash = createHmac('sha256', secret).update(lines.join('\n')).digest('hex')
  return [...Object.entries(fields), ['hash', hash]]
    .map(([name, value]) => `${encode(name!)}=${encode(value!)}`)
    .join('&')
}
