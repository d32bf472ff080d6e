import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

import { loadPatiently } from './load-patiently.js'

/** A screen of the app, loaded when it is first shown. */
export interface ScreenRoute {
  readonly path: string
  readonly screen: LazyExoticComponent<ComponentType>
  /** Shows the bottom tabs. */
  readonly tabs?: boolean
}

function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await loadPatiently(load))[name] }))
}

/** Screens of people who have finished their profile, by wouter's patterns. */
export const routes: readonly ScreenRoute[] = [
  { path: '/deck', screen: page(() => import('../features/deck/deck-screen.js'), 'DeckScreen'), tabs: true },
  { path: '/likes', screen: page(() => import('../features/likes/likes-screen.js'), 'LikesScreen'), tabs: true },
  { path: '/chats', screen: page(() => import('../features/chats/chats-screen.js'), 'ChatsScreen'), tabs: true },
  { path: '/chats/:conversationId', screen: page(() => import('../features/chat/chat-screen.js'), 'ChatScreen') },
  { path: '/people/:userId', screen: page(() => import('../features/profile-detail/person-page.js'), 'PersonPage') },
  { path: '/profile', screen: page(() => import('../features/profile/profile-page.js'), 'ProfilePage'), tabs: true },
  { path: '/profile/preview', screen: page(() => import('../features/profile/preview-page.js'), 'PreviewPage') },
  { path: '/profile/edit', screen: page(() => import('../features/profile/edit-page.js'), 'EditPage') },
  { path: '/profile/photos', screen: page(() => import('../features/photos/photos-page.js'), 'PhotosPage') },
  { path: '/filters', screen: page(() => import('../features/filters/filters-page.js'), 'FiltersPage') },
  { path: '/place', screen: page(() => import('../features/place/place-page.js'), 'PlacePage') },
  { path: '/settings', screen: page(() => import('../features/settings/settings-page.js'), 'SettingsPage') },
  { path: '/settings/language', screen: page(() => import('../features/settings/language-page.js'), 'LanguagePage') },
  { path: '/settings/sessions', screen: page(() => import('../features/settings/sessions-page.js'), 'SessionsPage') },
  { path: '/settings/privacy', screen: page(() => import('../features/settings/privacy-page.js'), 'PrivacyPage') },
  { path: '/settings/sign-out', screen: page(() => import('../features/settings/sign-out-page.js'), 'SignOutPage') },
  { path: '/settings/delete', screen: page(() => import('../features/settings/delete-page.js'), 'DeletePage') },
]

/** What may lie over any of them, for example a match. */
export const overlays: readonly LazyExoticComponent<ComponentType>[] = [
  page(() => import('../features/match/match-overlay.js'), 'MatchOverlay'),
]

/** The steps before that. */
export const Onboarding = page(() => import('../features/onboarding/onboarding.js'), 'Onboarding')
