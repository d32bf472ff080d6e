import { useQuery } from '@tanstack/react-query'

import { KindredError, type Preferences, type Profile } from '@kindred/client'

import { keys } from '../state/keys.js'
import { useClient } from './session.js'

/** Whether a signed-in person has finished onboarding. */
type Standing =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown; retry(): void }
  /** `leaving`: the account waits for its deletion. */
  | { readonly status: 'incomplete' | 'complete' | 'leaving' }

/** The caller's profile; null before there is one. */
export function useMyProfile() {
  const client = useClient()
  return useQuery({
    queryKey: keys.profile,
    queryFn: ({ signal }) =>
      orNull<Profile>(client.profile.getMyProfile({}, { signal }), 'PROFILE_NOT_FOUND'),
  })
}

/** The caller's preferences; null before they are set. */
export function useMyPreferences(enabled: boolean) {
  const client = useClient()
  return useQuery({
    queryKey: keys.preferences,
    enabled,
    queryFn: ({ signal }) =>
      orNull<Preferences>(client.profile.getMyPreferences({}, { signal }), 'PREFERENCES_NOT_SET'),
  })
}

async function orNull<Found>(answer: Promise<Found>, missing: string): Promise<Found | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof KindredError && error.code === missing) return null
    throw error
  }
}

export function useStanding(): Standing {
  const profile = useMyProfile()
  const preferences = useMyPreferences(profile.data !== null && profile.data !== undefined)
  if (profile.data === null) return { status: 'incomplete' }
  const failed = [profile, preferences].find((query) => query.isError && query.data === undefined)
  if (failed !== undefined && failed.error instanceof KindredError && failed.error.code === 'ACCOUNT_LEAVING')
    return { status: 'leaving' }
  if (failed !== undefined)
    return { status: 'failed', error: failed.error, retry: () => void failed.refetch() }
  if (profile.data === undefined || preferences.data === undefined) return { status: 'loading' }
  return { status: profile.data.has_location && preferences.data !== null ? 'complete' : 'incomplete' }
}
