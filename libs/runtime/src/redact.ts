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

/** PostgreSQL's `detail`, `where` and `parameters` hold the values of rows: only the named fields of an error are kept. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  return {
    type: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}

const isHidden = (name: string): boolean => hiddenNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))
