/** A generated message constant, for example `ProfileChanged` of @kindred/contracts/profile. */
export interface MessageType<M> {
  /** The full protobuf name: `kindred.profile.v1.ProfileChanged`. */
  readonly $type: string
  encode(message: M): { finish(): Uint8Array }
  decode(input: Uint8Array): M
}

/** The service that owns an event type: `profile` for `kindred.profile.v1.ProfileChanged`. */
export const ownerOf = (type: string): string => type.split('.')[1] ?? ''

/** Its name without its package: `ProfileChanged`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1)
