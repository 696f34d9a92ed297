/** What the registers of other bodies are asked. */
import { Type } from 'typebox'
import { literals } from '../../domain/literals.ts'
import { registerNames } from '../../domain/registers.ts'
import { Case, job, Nothing, strict } from './shapes.ts'

export const registerJobs = {
  'query-register': job({
    input: Type.Object({ ...Case, register: literals(registerNames) }, strict),
    output: Nothing,
    errors: ['REGISTER_ANSWER_UNUSABLE'],
  }),
}
