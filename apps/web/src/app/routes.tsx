import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/** A screen of the app, loaded when it is first shown. */
export interface ScreenRoute {
  readonly path: string
  readonly screen: LazyExoticComponent<ComponentType>
  /** Shows the bottom tabs. */
  readonly tabs?: boolean
}

function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }))
}

/** Screens of people who have finished their profile, by wouter's patterns. */
export const routes: readonly ScreenRoute[] = [
  { path: '/profile', screen: page(() => import('../features/profile/profile-page.js'), 'ProfilePage'), tabs: true },
]

/** What may lie over any of them, for example a match. */
export const overlays: readonly LazyExoticComponent<ComponentType>[] = []

/** The steps before that. */
export const Onboarding = page(() => import('../features/onboarding/onboarding.js'), 'Onboarding')
