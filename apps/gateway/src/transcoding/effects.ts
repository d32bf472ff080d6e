/** What the gateway does after a service did what the caller asked, and before it answers. */
export type Effect = (request: object, callerId: string) => Promise<void> | void

/** Effects by the path of their RPC. */
export type Effects = ReadonlyMap<string, Effect>
