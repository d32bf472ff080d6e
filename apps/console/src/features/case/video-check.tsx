import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { ModerationCase, VerificationGesture } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { codeOf, slug } from '../../ground/words.js'
import { Failure, Loading } from '../../kit/states.js'
import { Photos } from './photos.js'

/** Looked at once, and forgotten with the page. */
const once = { staleTime: Infinity, gcTime: 0, refetchOnReconnect: false } as const

/** The video note beside the photos as they are now, with the gesture that it has to show. */
export function VideoCheck({ file: { summary, gesture } }: { file: ModerationCase }) {
  const { t } = useTexts()
  if (summary === undefined) return null
  const asked = slug(gesture as VerificationGesture | '')
  return (
    <section className="panel" aria-labelledby="video-check">
      <h2 id="video-check">{t('console-video')}</h2>
      {asked !== '' && <p>{t('console-gesture', { gesture: t(`console-gesture-${asked}`) })}</p>}
      <div className="comparison">
        <VideoNote caseId={summary.case_id} />
        <Subject userId={summary.subject_id} />
      </div>
      <p className="muted">{t('console-video-note')}</p>
    </section>
  )
}

function VideoNote({ caseId }: { caseId: string }) {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.video(caseId),
    queryFn: ({ signal }) => client.readVideoNote(caseId, { signal }),
    ...once,
  })
  if (codeOf(error) === 'VIDEO_NOT_FOUND') return <p className="muted">{t('console-video-gone')}</p>
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return data === undefined ? <Loading /> : <Player video={data} />
}

/** The video is fetched whole: a player of the browser could not send the token. */
function Player({ video }: { video: Blob }) {
  const { t } = useTexts()
  const play = useCallback(
    (player: HTMLVideoElement | null) => {
      const url = URL.createObjectURL(video)
      if (player !== null) player.src = url
      return () => URL.revokeObjectURL(url)
    },
    [video],
  )
  return (
    <video
      ref={play}
      className="video-note"
      controls
      autoPlay
      loop
      muted
      playsInline
      aria-label={t('console-video')}
    />
  )
}

function Subject({ userId }: { userId: string }) {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.subject(userId),
    queryFn: ({ signal }) => client.profile.getProfile({ user_id: userId }, { signal }),
    ...once,
  })
  if (codeOf(error) === 'PROFILE_NOT_FOUND') return <p className="muted">{t('console-profile-gone')}</p>
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading />
  return (
    <div>
      <h3>
        <bdi>{data.name}</bdi>, {data.age}
      </h3>
      <Photos photos={data.photos} />
    </div>
  )
}
