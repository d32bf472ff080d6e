import { useI18n } from '../../ground/texts/i18n.js'
import { copyText } from '../../kit/copy-text.js'
import { useToast } from '../../kit/toast.js'

/** Copies a message and says whether that worked. */
export function useCopy(): (text: string) => void {
  const { t } = useI18n()
  const toast = useToast()
  return (text) => void copyText(text).then((copied) => toast(t(copied ? 'chat-copied' : 'chat-copy-failed')))
}
