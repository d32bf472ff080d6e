/** Runs after an RPC succeeded and before it is answered; what it resolves with, if anything, takes the place of the response. */
export type Effect = (
  request: object,
  callerId: string,
  response: object,
  roles: readonly string[],
) => Promise<object | undefined> | Promise<void> | void

/** Effects by the path of their RPC. */
export type Effects = ReadonlyMap<string, Effect>
