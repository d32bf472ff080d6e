/** A line that was logged. */
interface TestLogRecord {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}

/** A log that keeps its lines for assertions. */
export interface TestLog {
  debug(fields: object, message?: string): void
  info(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  error(fields: object, message?: string): void
  /** The latest lines, oldest first. */
  records(): readonly TestLogRecord[]
  clear(): void
}

const maxRecords = 10_000
const records: TestLogRecord[] = []

const level =
  (name: TestLogRecord['level']) =>
  (fields: object, message = ''): void => {
    records.push({ level: name, fields, message })
    if (records.length > maxRecords) records.shift()
    if (process.env.TEST_LOG)
      process.stderr.write(`${name} ${message} ${JSON.stringify(fields, printable)}\n`)
  }

const printable = (_key: string, value: unknown): unknown => {
  if (value instanceof Error) return value.stack
  return typeof value === 'bigint' ? String(value) : value
}

/** Silent unless TEST_LOG is set. */
export const testLog: TestLog = {
  debug: level('debug'),
  info: level('info'),
  warn: level('warn'),
  error: level('error'),
  records: () => [...records],
  clear: () => void records.splice(0),
}
