import type { Preferences } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useMyPreferences } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { FieldBones } from '../../kit/bones.js'
import { Card, List, Row } from '../../kit/card.js'
import { ToggleChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { PoolCount } from '../pool/index.js'
import { MattersFields } from './matters-fields.js'
import { MoreFilters } from './more-filters.js'
import { useWishesForm } from './use-wishes-form.js'
import { poolRequest, wishesOf } from './wishes.js'
import { WishesFields } from './wishes-fields.js'

/** Whom the person sees in the deck. */
export function FiltersPage() {
  const { t } = useI18n()
  const back = useBack('/profile')
  const preferences = useMyPreferences(true)
  return (
    <Screen title={t('filters-title')} onBack={back}>
      {preferences.data ? (
        <Filters preferences={preferences.data} onSaved={back} />
      ) : preferences.isError ? (
        <ErrorState error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : (
        <Loading>
          <div className="pool-count" />
          <FieldBones count={4} />
          <FieldBones count={4} />
        </Loading>
      )}
    </Screen>
  )
}

function Filters({ preferences, onSaved }: { preferences: Preferences; onSaved(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const saved = (): void => {
    toast(t('app-saved'))
    onSaved()
  }
  const { wishes, errors, change, submit, isSaving } = useWishesForm(() => wishesOf(preferences), saved)
  return (
    <>
      {wishes.wanted.length > 0 && <PoolCount wishes={poolRequest(wishes)} />}
      <Card>
        <WishesFields wishes={wishes} errors={errors} onChange={change} />
        <FieldGroup label={t('filters-nobody-left')}>
          <ToggleChips
            options={[{ value: 'widen', label: t('filters-widen') }]}
            values={wishes.widens ? ['widen'] : []}
            onChange={(chosen) => change({ ...wishes, widens: chosen.length > 0 })}
          />
        </FieldGroup>
      </Card>
      <MoreFilters filters={wishes.filters} onChange={(filters) => change({ ...wishes, filters })} />
      <MattersFields
        importance={wishes.importance}
        onChange={(importance) => change({ ...wishes, importance })}
      />
      <p className="muted small">{t('filters-both-ways')}</p>
      <List>
        <Row icon="pin" title={t('place-row')} note={t('place-row-note')} to="/place" />
      </List>
      <MainActionBar label={t('app-save')} busy={isSaving} onPress={submit} />
    </>
  )
}
