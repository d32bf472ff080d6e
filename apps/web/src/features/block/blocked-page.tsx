import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'

import type { BlockedPerson } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { Avatar } from '../../kit/photo.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { deckOf } from '../../stores/deck/deck-store.js'
import { ReportButton } from '../safety/index.js'

/** Whom the person blocked; each block can be taken back. */
export function BlockedPage() {
  const { t } = useI18n()
  const blocks = useBlocks()
  const people = blocks.data?.pages.flatMap((page) => page.blocks)
  return (
    <Screen title={t('blocked-title')} onBack={useBack('/settings')}>
      {people === undefined ? (
        blocks.isError ? (
          <ErrorState error={blocks.error} onRetry={() => void blocks.refetch()} />
        ) : (
          <LoadingRows count={2} round lead={44} />
        )
      ) : people.length === 0 ? (
        <EmptyState icon="block" title={t('blocked-empty-title')} text={t('blocked-empty-text')} />
      ) : (
        <>
          <p className="muted">{t('blocked-text')}</p>
          <List label={t('blocked-title')}>
            {people.map((person) => (
              <Blocked key={person.user_id} person={person} />
            ))}
          </List>
        </>
      )}
      {blocks.hasNextPage && (
        <Button kind="soft" busy={blocks.isFetchingNextPage} onClick={() => void blocks.fetchNextPage()}>
          {t('blocked-more')}
        </Button>
      )}
    </Screen>
  )
}

function useBlocks() {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: keys.blocks,
    queryFn: ({ pageParam, signal }) =>
      client.discovery.listBlocks(
        { page_size: 50, ...(pageParam === '' ? {} : { page_token: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token || undefined,
    staleTime: 0,
  })
}

function Blocked({ person }: { person: BlockedPerson }) {
  const { t, locale } = useI18n()
  const { user_id: userId, name, photo, created_at: since } = person
  const unblock = useUnblock(person)
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(since))
  return (
    <Row
      lead={<Avatar photo={photo} name={name} size={44} />}
      title={<bdi>{name}</bdi>}
      note={t('blocked-since', { date })}
      end={
        <>
          <Suspense>
            <ReportButton small about={{ userId, name, context: { kind: 'PROFILE' } }} />
          </Suspense>
          <Button
            kind="soft"
            busy={unblock.isPending}
            aria-label={t('blocked-unblock-of', { name })}
            onClick={() => unblock.mutate(userId)}
          >
            {t('blocked-unblock')}
          </Button>
        </>
      }
    />
  )
}

function useUnblock({ name }: BlockedPerson) {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (userId: string) => client.discovery.unblock({ user_id: userId }),
    onSuccess: () => {
      toast(t('blocked-unblocked', { name }))
      void deckOf(client).refresh()
      return queries.invalidateQueries({ queryKey: keys.blocks })
    },
    onError: (error) => toast(t(failureKey(error))),
  })
}
