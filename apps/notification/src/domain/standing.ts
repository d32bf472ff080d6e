/** Whether a standing keeps a person from signing in; whoever is hidden does not notice. */
export const isShutOut = (standing: string): boolean => standing === 'SUSPENDED' || standing === 'BANNED'
