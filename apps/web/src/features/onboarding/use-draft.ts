import { useEffect, useState } from 'react'

import type { Profile } from '@kindred/client'
import { openStorage } from '@kindred/miniapp/browser/storage'
import { launch } from '@kindred/miniapp/telegram/bridge'

import { type Draft, firstDraft, readDraft, withProfile } from './draft.js'

const key = (userId: string): string => `kindred.draft.${userId}`

/** The draft of this person, kept in the browser as it grows. */
export function useDraft(userId: string, profile: Profile | null): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() =>
    withProfile(
      readDraft(openStorage('localStorage')?.getItem(key(userId)) ?? null, firstDraft(launch.user)),
      profile,
    ),
  )
  useEffect(() => {
    try {
      openStorage('localStorage')?.setItem(key(userId), JSON.stringify(draft))
    } catch {
      return
    }
  }, [draft, userId])
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))]
}

export const dropDraft = (userId: string): void => openStorage('localStorage')?.removeItem(key(userId))
