/** What a person keeps from others. */
export interface Privacy {
  readonly hide_age: boolean
  readonly hide_distance: boolean
  readonly incognito: boolean
  /** Whether only the person may write first. */
  readonly writes_first: boolean
  readonly hide_online: boolean
}
