/** Adds to a message of one type what only the gateway knows, such as signed addresses for its viewer. */
export type Presenter = (message: never, viewerId: string | undefined) => object

/** Presenters by the full name of their message type. */
export type Presenters = ReadonlyMap<string, Presenter>
