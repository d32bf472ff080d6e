/** Runs after an RPC succeeded and before it is answered. */
export type Effect = (request: object, callerId: string) => Promise<void> | void

/** Effects by the path of their RPC. */
export type Effects = ReadonlyMap<string, Effect>
