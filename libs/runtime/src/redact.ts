import { sourcePlace } from './source-place.js'

const hidden = '[hidden]'
const deepest = 8

/** Compared without case, `-` and `_`, so that `initData`, `init_data` and `Init-Data` are one name. */
const hiddenNames = new Set(
  (
    'authorization cookie setcookie token accesstoken refreshtoken bearer initdata secret servicesecret password ' +
    'bottoken privatekey privatejwk telegramid telegramuserid username phone phonenumber latitude longitude'
  ).split(' '),
)

const hiddenTexts: readonly [RegExp, string][] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, hidden],
  [/\bBearer\s+[\w.~+/-]+=*/gi, `Bearer ${hidden}`],
  [/[^\s"'`]*\bhash=[0-9a-f]{64}[^\s"'`]*/g, hidden],
  [/\b\d{6,12}:[\w-]{30,}/g, hidden],
  [/(\w+:\/\/[^\s:@/]*):[^\s@/]*@/g, `$1:${hidden}@`],
]

/** Hides what looks like a token, signed initData, a bot token or a password in an address. */
export const redactText = (text: string): string =>
  hiddenTexts.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)

/** A copy of a log entry without secrets and personal ids. Errors become plain objects with their causes. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? value.toString() : value
  if (depth >= deepest) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return redactFields(value, depth)
}

function redactFields(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, isHidden(name) ? hidden : redact(field, depth + 1)]),
  )
}

/**
 * PostgreSQL's `detail`, `where` and `parameters` hold the values of rows: only the named fields of an error are kept. An error
 * of a kind other than `internal` is foreseen: where it was made says nothing, and where its causes were neither.
 */
function redactError(error: Error, depth: number, isForeseen = false): Record<string, unknown> {
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  const { cause } = error
  const foreseen = isForeseen || (kind !== undefined && kind !== 'internal')
  const at = foreseen ? undefined : placeOf(error)
  return {
    type: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    ...(at === undefined ? {} : { at }),
    ...(cause === undefined ? {} : { cause: redactCause(cause, depth + 1, foreseen) }),
  }
}

/** Where an error was made, `saveSwipe, pair.ts line 42`, instead of its whole stack: a log is no place for the paths of a machine. */
function placeOf(error: Error): string | undefined {
  const frame = /^\s+at (?:async )?(?:(.+?) \()?((?:file:|node:|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/m.exec(
    error.stack ?? '',
  )
  if (frame === null) return undefined
  const { file, line } = sourcePlace(frame[2]!, Number(frame[3]), Number(frame[4]))
  return [frame[1], `${file} line ${line}`].filter(Boolean).join(', ')
}

const redactCause = (cause: unknown, depth: number, isForeseen: boolean): unknown =>
  cause instanceof Error && depth < deepest ? redactError(cause, depth, isForeseen) : redact(cause, depth)

const isHidden = (name: string): boolean => hiddenNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))
