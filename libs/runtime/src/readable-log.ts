interface LoggedError {
  type?: string
  message?: string
  at?: string
  cause?: LoggedError
}

interface Entry extends Record<string, unknown> {
  level: string
  time: string
  name: string
  msg?: string
  err?: LoggedError
}

/** Turns pino's JSON lines into `12:00:00.123 info  profile  listening port=8082`, an error below. */
export function createReadableStream(out: { write(line: string): unknown }): { write(line: string): void } {
  return { write: (line) => void out.write(readable(JSON.parse(line) as Entry)) }
}

function readable({ level, time, name, msg, err, ...fields }: Entry): string {
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${plain(value)}`)
  const head = [time.slice(11, 23), level.padEnd(5), name.padEnd(9), msg, ...rest].filter(
    (part) => part !== undefined,
  )
  return `${head.join(' ')}${told(err)}\n`
}

/** An error and its causes, one line each. */
function told(error: LoggedError | undefined): string {
  if (error?.message === undefined) return ''
  const place = error.at === undefined ? '' : ` (${error.at})`
  return `\n    ${error.type ?? 'Error'}: ${error.message}${place}${told(error.cause)}`
}

const plain = (value: unknown): string =>
  typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value)
