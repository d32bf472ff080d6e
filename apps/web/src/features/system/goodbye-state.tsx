import { dayInFull } from '@kindred/locales'

import type { Goodbye } from '../../ground/session/farewell.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { copyText } from '../../kit/copy-text.js'
import { EmptyState } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { CloseButton } from './close-button.js'

/** Says farewell: that all is gone, or until when it can be taken back, and where the receipt is. */
export function GoodbyeState({ goodbye }: { goodbye: Goodbye }) {
  const { t, locale } = useI18n()
  const { eraseAt, receiptId } = goodbye
  const isWaiting = Date.parse(eraseAt) > Date.now()
  const day = isWaiting ? dayInFull(new Date(eraseAt), locale) : ''
  return (
    <EmptyState
      icon="heart"
      title={t(isWaiting ? 'system-leaving-title' : 'system-deleted-title')}
      text={isWaiting ? t('system-leaving-text', { day }) : t('system-deleted-text')}
    >
      {receiptId !== '' && <CopyReceipt receiptId={receiptId} />}
      <CloseButton />
    </EmptyState>
  )
}

function CopyReceipt({ receiptId }: { receiptId: string }) {
  const { t } = useI18n()
  const toast = useToast()
  const link = `${window.location.origin}/v1/account/receipts/${receiptId}`
  const copy = async (): Promise<void> => {
    if (await copyText(link)) toast(t('system-receipt-copied'))
  }
  return (
    <Button kind="soft" onClick={() => void copy()}>
      {t('system-receipt-copy')}
    </Button>
  )
}
