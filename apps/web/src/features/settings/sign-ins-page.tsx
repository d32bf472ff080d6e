import { useInfiniteQuery } from '@tanstack/react-query'

import type { SignIn } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { dayAndTime } from '../../kit/clock-time.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState } from '../../kit/states.js'

/** Who signed in as the person within the past 90 days. */
export function SignInsPage() {
  const { t } = useI18n()
  const client = useClient()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: keys.signIns,
    queryFn: ({ signal, pageParam }) =>
      client.auth.listSignIns({ page_size: 30, page_token: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token || undefined,
    staleTime: 0,
  })
  return (
    <Screen title={t('sign-ins-title')} onBack={useBack('/settings/data')}>
      <p className="muted">{t('sign-ins-text')}</p>
      {data ? (
        <List label={t('sign-ins-title')}>
          {data.pages.flatMap((page) =>
            page.sign_ins.map((signIn) => <SignInRow key={signIn.session_id} signIn={signIn} />),
          )}
        </List>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows count={3} />
      )}
      {hasNextPage && (
        <Button wide kind="soft" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('sign-ins-more')}
        </Button>
      )}
    </Screen>
  )
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const { t, locale } = useI18n()
  const at = dayAndTime(new Date(signIn.signed_in_at), locale)
  const device = signIn.way === 'BOT' ? t('sign-ins-bot') : signIn.device_name || t('settings-device-unknown')
  const marks = [signIn.new_device && t('sign-ins-new'), signIn.active && t('sign-ins-active')]
  return (
    <Row
      icon={signIn.way === 'BOT' ? 'chat' : 'devices'}
      title={<bdi>{device}</bdi>}
      note={[at, ...marks].filter((mark) => mark !== false).join(' · ')}
    />
  )
}
