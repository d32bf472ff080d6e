import { openLink } from '../../ground/telegram/open-link.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { copyText } from '../../kit/copy-text.js'
import { Sheet } from '../../kit/sheet.js'
import { useToast } from '../../kit/toast.js'
import { partsOf } from './links.js'

/** Shows where an address really leads before it is opened: the other person wrote it, not Kindred. */
export function LinkSheet({ url, onClose }: { url: URL; onClose(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const { before, host, after } = partsOf(url)
  const copy = async (): Promise<void> => {
    const copied = await copyText(url.href)
    toast(t(copied ? 'chat-copied' : 'chat-copy-failed'))
    onClose()
  }
  return (
    <Sheet title={t('chat-link-title')} onClose={onClose}>
      <p className="link-address" dir="ltr">
        {before}
        <b>{host}</b>
        {after}
      </p>
      <p className="muted small">{t('chat-link-text')}</p>
      <Button
        wide
        onClick={() => {
          openLink(url)
          onClose()
        }}
      >
        {t('chat-link-open')}
      </Button>
      <Button wide kind="soft" onClick={() => void copy()}>
        {t('chat-link-copy')}
      </Button>
    </Sheet>
  )
}
