import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

import type { TextPart } from '@kindred/locales'
import { loadPatiently } from '@kindred/miniapp/browser/load-patiently'

import { addTexts } from './texts.js'

/** A component that is loaded together with its texts when it is first shown. */
export function later<Props, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  ...texts: TextPart[]
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const [part] = await Promise.all([loadPatiently(load), ...texts.map(addTexts)])
    return { default: part[name] }
  })
}
