import { itHidesPeople } from './hidden-crowd.js'

// Twenty of them, with ten thousand candidates, at night.
itHidesPeople(4)
