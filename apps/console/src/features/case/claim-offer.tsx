import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { Notice } from '../../kit/states.js'
import { useKeys } from '../../kit/use-keys.js'
import { useClaim } from './use-claim.js'

interface ClaimOfferProps {
  readonly caseId: string
  onClaimed(): void
}

/** What a case shows to whoever does not work on it. */
export function ClaimOffer({ caseId, onClaimed }: ClaimOfferProps) {
  const { t } = useTexts()
  const { claim, isPending, error } = useClaim(caseId, onClaimed)
  useKeys({ c: claim })
  return (
    <Notice
      urgent={error !== null}
      title={t('console-case-unclaimed')}
      text={error ? problemText(t, error) : t('console-case-unclaimed-text')}
    >
      <Button kind="main" hotkey="c" busy={isPending} onClick={claim}>
        {t('console-claim')}
      </Button>
    </Notice>
  )
}

/** The same beside the evidence, for admins, who see it without a claim. */
export function ClaimPanel({ caseId, onClaimed }: ClaimOfferProps) {
  const { t } = useTexts()
  const { claim, isPending, error } = useClaim(caseId, onClaimed)
  useKeys({ c: claim })
  return (
    <section className="panel" aria-label={t('console-claim-panel')}>
      <p className="muted" role={error ? 'alert' : undefined}>
        {error ? problemText(t, error) : t('console-claim-to-decide')}
      </p>
      <Button kind="main" hotkey="c" busy={isPending} onClick={claim}>
        {t('console-claim')}
      </Button>
    </section>
  )
}
