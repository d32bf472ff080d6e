import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { type DataExport, type KindredClient, KindredError } from '@kindred/client'

import { useClient, useSession } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'

/** The person's latest export and the wish for one. */
export interface DataExportRoom {
  /** Null when none was asked for, undefined while that is not known. */
  readonly latest: DataExport | null | undefined
  readonly error: unknown
  readonly busy: boolean
  reload(): void
  ask(): void
}

const lookEveryMs = 2_000

export function useDataExport(): DataExportRoom {
  const { t } = useI18n()
  const client = useClient()
  const { signInAgain } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const { data, error, refetch } = useQuery({
    queryKey: keys.dataExport,
    queryFn: async ({ signal }) => (await client.auth.getExport({}, { signal })).export ?? null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'MAKING' ? lookEveryMs : false),
  })
  const request = useMutation({
    mutationFn: () => requestFresh(client, signInAgain),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.dataExport }),
    onError: (failure) => toast(t(isStale(failure) ? 'export-reopen' : failureKey(failure))),
  })
  return {
    latest: data,
    error: data === undefined ? error : null,
    busy: request.isPending,
    reload: () => void refetch(),
    ask: () => request.mutate(),
  }
}

const isStale = (error: unknown): boolean =>
  error instanceof KindredError &&
  ['SIGN_IN_NOT_FRESH', 'INIT_DATA_EXPIRED', 'SESSION_REVOKED'].includes(error.code)

/** Signs in again with what Telegram gave, when the session is older than an export allows. */
async function requestFresh(client: KindredClient, signInAgain: () => Promise<void>): Promise<void> {
  try {
    await client.auth.requestExport()
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== 'SIGN_IN_NOT_FRESH') throw error
    await signInAgain()
    await client.auth.requestExport()
  }
}
