import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { dayInFull } from '@kindred/locales'
import { closeApp, insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { useClient, useSession } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'

/** Welcomes somebody whose account waits for its deletion, and asks before it is restored. */
export function ReturnPage() {
  const { t, locale } = useI18n()
  const client = useClient()
  const {
    data: deletion,
    error,
    refetch,
  } = useQuery({
    queryKey: keys.deletion,
    queryFn: ({ signal }) => client.auth.getDeletion({}, { signal }),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (deletion === undefined)
    return (
      <Loading>
        <Skeleton height={200} />
      </Loading>
    )
  const day = dayInFull(new Date(deletion.erase_at), locale)
  if (deletion.state !== 'WAITING')
    return (
      <main className="screen">
        <EmptyState icon="heart" title={t('return-erasing-title')} text={t('return-erasing-text')} />
      </main>
    )
  return (
    <main className="screen">
      <EmptyState icon="heart" title={t('return-title')} text={t('return-text', { day })}>
        <RestoreButton />
        {insideTelegram && (
          <Button wide kind="plain" onClick={closeApp}>
            {t('return-keep')}
          </Button>
        )}
      </EmptyState>
    </main>
  )
}

function RestoreButton() {
  const { t } = useI18n()
  const client = useClient()
  const { retry } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const restore = useMutation({
    async mutationFn() {
      await client.auth.cancelDeletion()
      await client.renew()
    },
    async onSuccess() {
      await queries.resetQueries()
      retry()
      toast(t('return-done'))
    },
    onError: (error) => toast(t(failureKey(error))),
  })
  return (
    <Button wide busy={restore.isPending} onClick={() => restore.mutate()}>
      {t('return-restore')}
    </Button>
  )
}
