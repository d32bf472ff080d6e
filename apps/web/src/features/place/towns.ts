import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import type { KindredClient } from '@kindred/client'
import type { Locale } from '@kindred/locales'
import { townName } from '@kindred/locales/people'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** Degrees north and east. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

const calmMs = 250

/** Towns whose name begins with the typed text, once typing pauses; without text those near the position. */
export function useTowns(typed: string, near: Position | undefined) {
  const client = useClient()
  const query = useCalm(typed.trim())
  const question = query !== '' ? { query } : near && { ...near, limit: 6 }
  return useQuery({
    queryKey: [...keys.towns, question],
    queryFn: ({ signal }) => client.profile.listTowns(question, { signal }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The town at a position; undefined far from all towns and when the request fails. */
export async function townNear(
  client: KindredClient,
  position: Position,
  locale: Locale,
): Promise<string | undefined> {
  const answer = await client.profile.listTowns({ ...position, limit: 1 }).catch(() => undefined)
  const town = answer?.towns[0]
  return town && townName(town, locale)
}

function useCalm(text: string): string {
  const [calm, setCalm] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), calmMs)
    return () => clearTimeout(timer)
  }, [text])
  return calm
}
