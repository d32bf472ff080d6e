import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'

import { noteWritingAsked } from '../../ground/telegram/writing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import { useToast } from '../../kit/toast.js'
import { useAllowWriting } from './use-allow-writing.js'

/** Says why the bot wishes to write before Telegram asks for it. Everything works without. */
export function WritingSheet({ onClose }: { onClose(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const allow = useAllowWriting()
  useEffect(noteWritingAsked, [])
  const ask = useMutation({
    mutationFn: allow,
    onSuccess: (isAllowed) => isAllowed && toast(t('writing-done')),
    onSettled: onClose,
  })
  return (
    <Sheet title={t('writing-title')} onClose={onClose}>
      <p>{t('writing-text')}</p>
      <p className="muted">{t('writing-choose')}</p>
      <Button wide busy={ask.isPending} onClick={() => ask.mutate()}>
        {t('writing-allow')}
      </Button>
      <Button wide kind="plain" onClick={onClose}>
        {t('writing-later')}
      </Button>
    </Sheet>
  )
}
