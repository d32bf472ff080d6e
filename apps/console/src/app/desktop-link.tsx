import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { base } from '../ground/navigation.js'
import { useClient } from '../ground/session.js'
import { useTexts } from '../ground/texts.js'
import { Button } from '../kit/button.js'
import { Dialog } from '../kit/dialog.js'
import { Failure, Loading } from '../kit/states.js'
import { clockWords, useNow } from '../kit/times.js'

/** A link that opens the console in a desktop's browser, once and within a minute. */
export function DesktopLink({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const { mutate: make, data, error } = useMutation({ mutationFn: () => client.auth.createConsoleLink({}) })
  useEffect(() => make(), [make])
  return (
    <Dialog title={t('console-desktop')} onClose={onClose}>
      <p>{t('console-desktop-text')}</p>
      {error ? (
        <Failure error={error} onRetry={make} />
      ) : data === undefined ? (
        <Loading lines={1} />
      ) : (
        <Offer key={data.code} code={data.code} expiresAt={data.expires_at} onRenew={make} />
      )}
    </Dialog>
  )
}

function Offer({ code, expiresAt, onRenew }: { code: string; expiresAt: string; onRenew: () => void }) {
  const { t } = useTexts()
  const now = useNow()
  const [copied, setCopied] = useState(false)
  const address = `${window.location.origin}${base}/#link=${code}`
  if (Date.parse(expiresAt) <= now)
    return (
      <>
        <p role="status">{t('console-desktop-over')}</p>
        <Button kind="main" onClick={onRenew}>
          {t('console-desktop-again')}
        </Button>
      </>
    )
  return (
    <>
      <input
        className="input mono"
        readOnly
        value={address}
        aria-label={t('console-desktop')}
        onFocus={(event) => event.target.select()}
      />
      <p className="muted">{t('console-desktop-left', { time: clockWords(expiresAt, now) })}</p>
      {/* Undefined over plain http. */}
      {'clipboard' in navigator && (
        <Button
          kind="main"
          onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
        >
          {t(copied ? 'console-copied' : 'console-copy')}
        </Button>
      )}
    </>
  )
}
