/** Why Kindred does not start, in one sentence that says what to do. Shown without a stack trace. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

/** The code of a system or database error, such as ECONNREFUSED or 28P01. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' ? code : undefined
}
