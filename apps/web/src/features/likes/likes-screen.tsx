import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'

import type { ReceivedLike } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { Photo } from '../../kit/photo.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { newestOf } from '../../stores/badges/newest.js'
import { useSeeing } from '../../stores/badges/use-badges.js'
import { likesQuery } from '../../stores/lists/likes-query.js'
import { AnswerButtons } from '../answer/index.js'
import { PersonSheet } from '../profile-detail/index.js'

import './likes.css'

/** Everybody who likes this person and waits for an answer. */
export function LikesScreen() {
  const { t } = useI18n()
  const likes = useInfiniteQuery({ ...likesQuery(useClient()), staleTime: 0 })
  const [open, setOpen] = useState<ReceivedLike>()
  const all = likes.data?.pages.flatMap((page) => page.likes) ?? []
  const unseen = newestOf(all, useSeeing('likes'))
  const close = (): void => setOpen(undefined)
  return (
    <Screen title={t('likes-title')} tabs>
      {likes.isPending && <LoadingGrid />}
      {likes.isError && likes.data === undefined && (
        <ErrorState error={likes.error} onRetry={() => void likes.refetch()} />
      )}
      {likes.data && all.length === 0 && <NoLikes />}
      {all.length > 0 && (
        <ul className="likes">
          {all.map(
            (like) =>
              like.candidate && (
                <Like key={like.candidate.user_id} like={like} isUnseen={unseen.has(like)} onOpen={setOpen} />
              ),
          )}
        </ul>
      )}
      {likes.hasNextPage && (
        <Button kind="soft" busy={likes.isFetchingNextPage} onClick={() => void likes.fetchNextPage()}>
          {t('likes-more')}
        </Button>
      )}
      {open?.candidate && (
        <PersonSheet userId={open.candidate.user_id} candidate={open.candidate} onClose={close}>
          <AnswerButtons userId={open.candidate.user_id} onAnswered={close} />
        </PersonSheet>
      )}
    </Screen>
  )
}

interface LikeProps {
  readonly like: ReceivedLike
  /** It arrived since the last look. */
  readonly isUnseen: boolean
  onOpen(like: ReceivedLike): void
}

function Like({ like, isUnseen, onOpen }: LikeProps) {
  const { t } = useI18n()
  const candidate = like.candidate!
  const { name, age, photos, message, advice } = candidate
  return (
    <li>
      <button type="button" className="like" onClick={() => onOpen(like)}>
        <Photo photo={photos[0]} alt="" />
        {like.kind === 'SUPERLIKE' && (
          <span className="like-super">
            <Icon name="star" size={14} filled /> {t('likes-superlike')}
          </span>
        )}
        {isUnseen && <span className="badge like-new">{t('app-new')}</span>}
        <span className="like-words">
          <b>{t('app-name-age', { name, age: age ?? 0 })}</b>
          {message !== '' && (
            <span className="like-message">
              {advice.length > 0 && (
                <>
                  <Icon name="alert" size={14} />
                  <span className="hidden">{t('chat-advice')}</span>{' '}
                </>
              )}
              <bdi>{message}</bdi>
            </span>
          )}
        </span>
      </button>
    </li>
  )
}

function NoLikes() {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  return (
    <EmptyState icon="heart" title={t('likes-empty-title')} text={t('likes-empty-text')}>
      <Button kind="soft" onClick={() => navigate('/profile')}>
        {t('likes-to-profile')}
      </Button>
    </EmptyState>
  )
}

const LoadingGrid = () => (
  <Loading>
    <div className="likes">
      {[1, 2, 3, 4].map((place) => (
        <Skeleton key={place} height="100%" />
      ))}
    </div>
  </Loading>
)
