import { AuthServiceService } from '@kindred/contracts/auth'
import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { MediaServiceService } from '@kindred/contracts/media'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { forgetDepartures } from '@kindred/events/departures'
import { atMostEvery, type Log } from '@kindred/kernel'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { ProfileConfig } from './config.js'
import type { ProfileContext } from './context.js'
import { accountKeyed } from './events/account-keyed.js'
import { deletionDue } from './events/deletion-due.js'
import { photoApproved } from './events/photo-approved.js'
import { photoRemoved } from './events/photo-removed.js'
import { verificationDecided } from './events/verification-decided.js'
import { forgetLocationChanges } from './jobs/forget-location-changes.js'
import { publishCells } from './jobs/publish-cells.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'
import { countProfiles } from './store/activity.js'
import { isMoveDue } from './store/locations.js'
import { personData } from './store/person-data.js'
import { openProfileReader } from './store/profiles.js'
import type { ProfileTables } from './store/schema.js'
import { profileSnapshot } from './writing/profile-snapshot.js'

export { type ProfileConfig, readConfig } from './config.js'
export { migrations } from './migrations/index.js'

/** Profiles, preferences, places and the order of photos. */
export const createProfileService = (config: ProfileConfig, log?: Log): Service =>
  createService<ProfileTables, ProfileContext>({
    name: 'profile',
    config,
    ...(log && { log }),
    migrations,
    context({ db, clock, metrics, peer }) {
      const counted = atMostEvery(5 * 60_000, clock, () => countProfiles(db))
      metrics.gauges(
        'profiles',
        'Profiles, and those with a photo, a place and whom they want to see',
        ['state'],
        async () => Object.entries(await counted()).map(([state, value]) => ({ labels: { state }, value })),
      )
      return {
        db,
        clock,
        metrics,
        profiles: openProfileReader(db),
        towns: { countries: config.townCountries },
        auth: peer('auth', AuthServiceService),
        media: peer('media', MediaServiceService),
        discovery: peer('discovery', DiscoveryServiceService),
      }
    },
    implement: (context) => [implement(ProfileServiceService, handlers, context)],
    consumers: [accountKeyed, deletionDue, photoApproved, photoRemoved, verificationDecided],
    sources: ['auth', 'media', 'safety'],
    snapshots: [profileSnapshot],
    jobs: [
      {
        name: 'publish-cells',
        everyMs: 1_000,
        isDue: ({ db, clock }) => isMoveDue(db, { now: clock.now() }),
        run: publishCells,
      },
      { name: 'forget-location-changes', everyMs: 10 * 60_000, run: forgetLocationChanges },
      forgetDepartures,
    ],
    personData,
  })
