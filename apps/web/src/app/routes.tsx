import type { ComponentType, LazyExoticComponent } from 'react'

import { later } from '../ground/texts/later.js'

/** A screen of the app, loaded when it is first shown. */
interface ScreenRoute {
  readonly path: string
  readonly screen: LazyExoticComponent<ComponentType>
  /** Shows the bottom tabs. */
  readonly tabs?: boolean
}

/** A screen where a person sets up and settles something. */
const room = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  later(load, name, 'rooms')

/** The same with words about blocks and reports. */
const safe = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  later(load, name, 'rooms', 'safety')

/** Screens of people who have finished their profile, by wouter's patterns. */
export const routes: readonly ScreenRoute[] = [
  { path: '/deck', screen: later(() => import('../features/deck/deck-screen.js'), 'DeckScreen'), tabs: true },
  {
    path: '/likes',
    screen: later(() => import('../features/likes/likes-screen.js'), 'LikesScreen', 'meet'),
    tabs: true,
  },
  {
    path: '/chats',
    screen: later(() => import('../features/chats/chats-screen.js'), 'ChatsScreen', 'meet'),
    tabs: true,
  },
  {
    path: '/chats/:conversationId',
    screen: later(() => import('../features/chat/chat-screen.js'), 'ChatScreen', 'meet'),
  },
  {
    path: '/people/:userId',
    screen: later(() => import('../features/profile-detail/person-page.js'), 'PersonPage', 'meet'),
  },
  {
    path: '/profile',
    screen: room(() => import('../features/profile/profile-page.js'), 'ProfilePage'),
    tabs: true,
  },
  {
    path: '/profile/preview',
    screen: later(() => import('../features/profile/preview-page.js'), 'PreviewPage', 'rooms', 'meet'),
  },
  { path: '/profile/edit', screen: room(() => import('../features/profile/edit-page.js'), 'EditPage') },
  { path: '/profile/photos', screen: room(() => import('../features/photos/photos-page.js'), 'PhotosPage') },
  {
    path: '/filters',
    screen: later(() => import('../features/filters/filters-page.js'), 'FiltersPage', 'rooms', 'pool'),
  },
  { path: '/invite', screen: room(() => import('../features/invite/invite-page.js'), 'InvitePage') },
  { path: '/place', screen: room(() => import('../features/place/place-page.js'), 'PlacePage') },
  { path: '/settings', screen: safe(() => import('../features/settings/settings-page.js'), 'SettingsPage') },
  {
    path: '/settings/language',
    screen: room(() => import('../features/settings/language-page.js'), 'LanguagePage'),
  },
  {
    path: '/settings/notifications',
    screen: room(() => import('../features/notifications/notifications-page.js'), 'NotificationsPage'),
  },
  {
    path: '/settings/sessions',
    screen: room(() => import('../features/settings/sessions-page.js'), 'SessionsPage'),
  },
  {
    path: '/settings/blocked',
    screen: safe(() => import('../features/block/blocked-page.js'), 'BlockedPage'),
  },
  {
    path: '/settings/reports',
    screen: safe(() => import('../features/safety/my-reports-page.js'), 'MyReportsPage'),
  },
  {
    path: '/settings/decisions',
    screen: safe(() => import('../features/safety/decisions-page.js'), 'DecisionsPage'),
  },
  {
    path: '/settings/privacy',
    screen: room(() => import('../features/settings/privacy-page.js'), 'PrivacyPage'),
  },
  {
    path: '/settings/sign-out',
    screen: room(() => import('../features/settings/sign-out-page.js'), 'SignOutPage'),
  },
  { path: '/settings/data', screen: room(() => import('../features/settings/data-page.js'), 'DataPage') },
  {
    path: '/settings/sign-ins',
    screen: room(() => import('../features/settings/sign-ins-page.js'), 'SignInsPage'),
  },
  {
    path: '/settings/delete',
    screen: room(() => import('../features/settings/delete-page.js'), 'DeletePage'),
  },
]

/** Shown over any screen, for example a match. */
export const overlays: readonly LazyExoticComponent<ComponentType>[] = [
  later(() => import('../features/match/match-overlay.js'), 'MatchOverlay'),
  later(() => import('../features/match/farewell.js'), 'Farewell'),
  later(() => import('../features/safety/standing-notice.js'), 'StandingNotice'),
]

export const Onboarding = room(() => import('../features/onboarding/onboarding.js'), 'Onboarding')

/** For somebody whose account waits for its deletion. */
export const Return = room(() => import('../features/return/return-page.js'), 'ReturnPage')
