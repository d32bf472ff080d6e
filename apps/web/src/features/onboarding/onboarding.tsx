import { LaunchScreen } from '../../app/launch-screen.js'

/** The steps before the rooms open. */
export const Onboarding = () => <LaunchScreen />
