import { useEffect, useState, useSyncExternalStore } from 'react'

import { useOnline } from '@kindred/miniapp/browser/use-online'

import { useLive } from '../ground/live/live-provider.js'
import { useI18n } from '../ground/texts/i18n.js'
import { Banner } from '../kit/states.js'
import { useChatRoom } from '../stores/threads/use-chat-room.js'

import './banner.css'

const patienceMs = 1_200

/** Says that the connection is lost for more than a moment; the loss of the network has its own banner. */
export function ConnectionBanner() {
  const { t } = useI18n()
  const room = useChatRoom()
  const { state, replaced, reopen } = useLive()
  const waiting = useSyncExternalStore(room.waiting.subscribe, room.waiting.snapshot)
  const online = useOnline()
  const away = useAfter(state !== 'ready' && state !== 'closed', patienceMs)
  if (replaced)
    return (
      <Banner icon="devices">
        {t('live-elsewhere')}{' '}
        <button type="button" className="banner-button" onClick={reopen}>
          {t('live-here')}
        </button>
      </Banner>
    )
  if (!away || !online) return null
  return (
    <Banner icon="offline">
      {waiting > 0 ? t('live-waiting', { count: waiting }) : t('live-connecting')}
    </Banner>
  )
}

/** True once `holds` has been true for `ms`. */
function useAfter(holds: boolean, ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    if (!holds) return undefined
    const timer = setTimeout(() => setPassed(true), ms)
    return () => {
      clearTimeout(timer)
      setPassed(false)
    }
  }, [holds, ms])
  return holds && passed
}
