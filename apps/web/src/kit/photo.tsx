import { useMemo, useState } from 'react'
import { thumbHashToDataURL } from 'thumbhash'

import type { Photo as PhotoMessage, PhotoUrls } from '@kindred/client'

import { classes } from './class-names.js'
import { Icon } from './icon.js'

import './photo.css'

type Picture = Pick<PhotoMessage, 'thumbhash' | 'urls'>

/** The tiny blurred stand-in of a photo as a data address; undefined when there is none. */
function placeholderOf(thumbhash: string): string | undefined {
  if (thumbhash === '') return undefined
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}

interface PhotoProps {
  readonly photo: Picture | undefined
  readonly alt: string
  readonly size?: keyof PhotoUrls
  readonly className?: string
  /** Load at once, before others. */
  readonly eager?: boolean
}

/** A photo that fills its frame: the blurred placeholder first, a drawing when there is none. */
export function Photo({ photo, alt, size = 'card', className, eager = false }: PhotoProps) {
  const [state, setState] = useState<{ src: string; is: 'loaded' | 'failed' }>()
  const placeholder = useMemo(() => placeholderOf(photo?.thumbhash ?? ''), [photo?.thumbhash])
  const src = photo?.urls?.[size]
  const current = state?.src === src ? state?.is : undefined
  return (
    <div
      className={classes('photo', className)}
      style={placeholder === undefined ? undefined : { backgroundImage: `url(${placeholder})` }}
    >
      {src !== undefined && current !== 'failed' ? (
        <img
          src={src}
          alt={alt}
          draggable={false}
          decoding="async"
          loading={eager ? 'eager' : 'lazy'}
          className={classes(current === 'loaded' && 'photo-loaded')}
          onLoad={() => setState({ src, is: 'loaded' })}
          onError={() => setState({ src, is: 'failed' })}
        />
      ) : (
        <div className="photo-none" role="img" aria-label={alt}>
          {placeholder === undefined && <Icon name="person" size={48} />}
        </div>
      )}
    </div>
  )
}

/** A round portrait; the letter of the name when there is no photo. */
export function Avatar({
  photo,
  name,
  size = 56,
}: {
  photo: Picture | undefined
  name: string
  size?: number
}) {
  return (
    <span className="avatar" style={{ width: size, height: size, fontSize: size * 0.42 }}>
      {photo === undefined ? (
        <span aria-hidden="true">{Array.from(name)[0]?.toUpperCase()}</span>
      ) : (
        <Photo photo={photo} alt={name} size="thumb" />
      )}
    </span>
  )
}
