import { itHidesPeople } from './hidden-crowd.js'

itHidesPeople(20)
