import { useMutation, useQueryClient } from '@tanstack/react-query'

import { leaveFor } from '@kindred/miniapp/telegram/bridge'

import { useWhere } from '../../ground/session/where.js'
import { keys } from '../../ground/state/keys.js'
import { canAskToWrite } from '../../ground/telegram/writing.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { useToast } from '../../kit/toast.js'
import { useAllowWriting } from './use-allow-writing.js'

/** Says that the bot cannot write to the person, with the way out: Telegram's question, and the chat with the bot. */
export function Unreachable() {
  const { t } = useI18n()
  const toast = useToast()
  const queries = useQueryClient()
  const { where } = useWhere()
  const allow = useMutation({
    mutationFn: useAllowWriting(),
    onSuccess: (isAllowed) => isAllowed && queries.invalidateQueries({ queryKey: keys.notifications }),
    onError: (error) => toast(t(failureKey(error))),
  })
  return (
    <Card className="unreachable">
      <h2>{t('notify-unreachable-title')}</h2>
      <p>{t('notify-unreachable-text')}</p>
      {canAskToWrite() && (
        <Button wide busy={allow.isPending} onClick={() => allow.mutate()}>
          {t('notify-unreachable-allow')}
        </Button>
      )}
      {where?.bot !== undefined && (
        <Button wide kind="soft" onClick={() => leaveFor(`${where.bot}?start=open`)}>
          {t('system-to-bot')}
        </Button>
      )}
    </Card>
  )
}
