import { useQuery } from '@tanstack/react-query'

import type { GetInvitationResponse } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient } from '../../ground/session/session.js'
import { useWhere } from '../../ground/session/where.js'
import { keys } from '../../ground/state/keys.js'
import { openLink } from '../../ground/telegram/open-link.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { copyText } from '../../kit/copy-text.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { inviteLink, shareLink } from './invite-links.js'

/** The person's own link for friends, and how many came by it. */
export function InvitePage() {
  const { t } = useI18n()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.invitation,
    queryFn: ({ signal }) => client.auth.getInvitation({}, { signal }),
    staleTime: 0,
  })
  const { where, isPending } = useWhere()
  return (
    <Screen title={t('invite-title')} onBack={useBack('/profile')}>
      {data && !isPending ? (
        <Invitation invitation={data} bot={where?.bot} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading>
          <Skeleton height="9rem" />
        </Loading>
      )}
    </Screen>
  )
}

interface InvitationProps {
  readonly invitation: GetInvitationResponse
  readonly bot: string | undefined
}

function Invitation({ invitation, bot }: InvitationProps) {
  const { t } = useI18n()
  const { code, sign_ups: count, required } = invitation
  return (
    <>
      <Card>
        <p>{t('invite-text')}</p>
        {required && <p>{t('invite-required')}</p>}
        <p className="muted">{t('invite-count', { count })}</p>
      </Card>
      {bot === undefined ? (
        <p className="muted">{t('invite-no-bot')}</p>
      ) : (
        <Ways link={inviteLink(bot, code)} />
      )}
    </>
  )
}

function Ways({ link }: { link: string }) {
  const { t } = useI18n()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    if (await copyText(link)) toast(t('invite-copied'))
  }
  return (
    <>
      <Button wide kind="soft" onClick={() => void copy()}>
        {t('invite-copy')}
      </Button>
      <MainActionBar
        label={t('invite-share')}
        onPress={() => openLink(shareLink(link, t('invite-message')))}
      />
    </>
  )
}
