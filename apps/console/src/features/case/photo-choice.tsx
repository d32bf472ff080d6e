import type { ModerationCase } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'

/** The evidence's photos, each once, to choose those that go. */
export function PhotoChoice({
  file,
  chosen,
  onChange,
}: {
  file: ModerationCase
  chosen: readonly string[]
  onChange: (photoIds: string[]) => void
}) {
  const { t } = useTexts()
  const photos = new Map(
    file.evidence.flatMap(({ photos: some }) => some.map((photo) => [photo.media_id, photo])),
  )
  const turn = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  return (
    <fieldset className="field">
      <legend>{t('console-photos-to-remove')}</legend>
      {photos.size === 0 && <p className="muted">{t('console-photos-none')}</p>}
      <div className="thumbs">
        {[...photos.values()].map((photo, place) => (
          <label key={photo.media_id} className="thumb">
            <input
              type="checkbox"
              checked={chosen.includes(photo.media_id)}
              onChange={() => turn(photo.media_id)}
            />
            <img src={photo.urls?.thumb} alt={t('console-photo-number', { number: place + 1 })} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
