import type { Profile } from '@kindred/client'

import { useMyProfile } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { RowBones } from '../../kit/bones.js'
import { Card, List, Row } from '../../kit/card.js'
import { Avatar } from '../../kit/photo.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { PauseList } from '../pause/index.js'
import { VerificationList } from '../verification/index.js'
import { missingOf } from './missing.js'

import './profile.css'

/** The person's own room. */
export function ProfilePage() {
  const { t } = useI18n()
  const { data, error, refetch } = useMyProfile()
  return (
    <Screen title={t('app-tab-profile')} tabs>
      {data ? (
        <Mine profile={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading>
          <div className="card me">
            <Skeleton round height={92} width={92} />
            <Skeleton height="1.5rem" width="60%" />
            <div className="completeness">
              <Skeleton height="7.5rem" />
            </div>
          </div>
          <RowBones count={3} />
          <RowBones count={1} />
        </Loading>
      )}
    </Screen>
  )
}

function Mine({ profile }: { profile: Profile }) {
  const { t, city } = useI18n()
  const town = city(profile)
  const [main] = profile.photos
  return (
    <>
      <Card className="me">
        <Avatar photo={main} name={profile.name} size={92} />
        <div className="me-words">
          <h2>{t('app-name-age', { name: profile.name, age: profile.age })}</h2>
          {town !== undefined && (
            <p className="muted" dir="auto">
              {town}
            </p>
          )}
        </div>
        <Completeness profile={profile} />
      </Card>
      <List>
        <Row icon="eye" title={t('profile-preview')} note={t('profile-preview-note')} to="/profile/preview" />
        <Row icon="edit" title={t('profile-edit')} note={t('profile-edit-note')} to="/profile/edit" />
        <Row
          icon="camera"
          title={t('profile-photos')}
          note={t('profile-photos-note', { count: profile.photos.length })}
          to="/profile/photos"
        />
      </List>
      <VerificationList profile={profile} />
      <PauseList paused={profile.paused} />
      <List>
        <Row icon="filter" title={t('filters-title')} note={t('profile-filters-note')} to="/filters" />
        <Row icon="send" title={t('invite-title')} note={t('invite-note')} to="/invite" />
        <Row icon="settings" title={t('settings-title')} note={t('profile-settings-note')} to="/settings" />
      </List>
    </>
  )
}

function Completeness({ profile }: { profile: Profile }) {
  const { t } = useI18n()
  const percent = Math.round(profile.completeness * 100)
  const missing = missingOf(profile).slice(0, 2)
  return (
    <div className="completeness">
      <div className="range-head">
        <span id="completeness">{t('profile-completeness')}</span>
        <strong>{t('profile-percent', { percent })}</strong>
      </div>
      <progress max={100} value={percent} aria-labelledby="completeness" />
      {percent < 100 && missing.length > 0 && (
        <List label={t('profile-missing')}>
          {missing.map(({ key, to }) => (
            <Row key={key} icon="plus" title={t(key)} to={to} />
          ))}
        </List>
      )}
    </div>
  )
}
