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
 * of a kind other than `internal` is foreseen: where it was made says nothing, so it and its causes come without a stack.
 */
function redactError(error: Error, depth: number, isForeseen = false): Record<string, unknown> {
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  const withoutStack = isForeseen || (kind !== undefined && kind !== 'internal')
  const { cause } = error
  return {
    type: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    ...(withoutStack ? {} : { stack: redactText(error.stack ?? '') }),
    ...(cause === undefined ? {} : { cause: redactCause(cause, depth + 1, withoutStack) }),
  }
}

const redactCause = (cause: unknown, depth: number, isForeseen: boolean): unknown =>
  cause instanceof Error && depth < deepest ? redactError(cause, depth, isForeseen) : redact(cause, depth)

const isHidden = (name: string): boolean => hiddenNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))
