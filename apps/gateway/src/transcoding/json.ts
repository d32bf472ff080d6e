/** Names a message type: ts-proto's constants have it. */
export interface MessageType<T> {
  readonly $type: string
  fromPartial(object: never): T
}

/** Messages of the contract (ts-proto objects) to public JSON and back. */
export interface Json {
  /** The public form of a message: proto names, RFC 3339 times, photos with addresses signed for the viewer. */
  write<T>(type: MessageType<T>, message: T, viewerId: string | undefined): Record<string, unknown>
  /** The message of a public JSON value; throws VALIDATION_FAILED with the refused fields. */
  read<T>(type: MessageType<T>, json: unknown): T
}
