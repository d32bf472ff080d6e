export { AdviceNote as CardAdvice } from '../advice/index.js'
