export { AnswerButtons } from './answer-buttons.js'
