import type { Privacy as Told } from '@kindred/contracts/profile'

/** What a person keeps from others. */
export interface Privacy {
  readonly hide_age: boolean
  readonly hide_distance: boolean
  readonly incognito: boolean
  /** Whether only the person may write first. */
  readonly writes_first: boolean
  readonly hide_online: boolean
}

export const readPrivacy = (told: Told): Privacy => ({
  hide_age: told.hideAge,
  hide_distance: told.hideDistance,
  incognito: told.incognito,
  writes_first: told.firstWriter === 'ME',
  hide_online: told.hideOnline,
})
