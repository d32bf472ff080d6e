import type { MethodContract } from '../contract/contract.js'
import type { Priority } from './admission.js'

/** By the name of the rate limit, in the contract and of hand-written routes: what is limited alike matters alike. */
const priorities: Readonly<Record<string, Priority>> = {
  health: 'always',
  login: 'urgent',
  refresh: 'urgent',
  message: 'urgent',
  candidates: 'heavy',
  upload: 'heavy',
  photo: 'heavy',
  export: 'heavy',
}

/** What has no limit of its own is as usual. */
export const priorityOfLimit = (limit: string): Priority =>
  Object.hasOwn(priorities, limit) ? priorities[limit]! : 'usual'

/**
 * The priority of an RPC. What our services ask each other for is let in always: it is a part of what somebody was let in for already, or
 * an event that would only come again.
 */
export function priorityOf({ policy, path }: Pick<MethodContract, 'policy' | 'path'>): Priority {
  if (policy.access === 'SERVICE' || !path.startsWith('/kindred.')) return 'always'
  return priorityOfLimit(policy.limit)
}

/** Whether an RPC may wait for something to happen: such a wait is no work. */
export const mayWait = ({ policy }: Pick<MethodContract, 'policy'>): boolean => policy.deadlineSeconds > 0
