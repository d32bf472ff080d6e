import { later } from '../../ground/texts/later.js'

export const WritingSheet = later(() => import('./writing-sheet.js'), 'WritingSheet', 'meet')
