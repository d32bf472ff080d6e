/** A sign of abuse that a service noticed; when each is raised stands in `marks` of the kernel. */
export type MarkKind = 'REPEATED_FIRST_MESSAGE' | 'EARLY_CONTACT' | 'HASTY_LIKES'

/** What is known of one sign. */
export interface Mark {
  readonly kind: MarkKind
  /** How often it was raised. */
  readonly times: number
}
