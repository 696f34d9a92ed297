/** Requests for a service: opened at the front desk, looked up, made the case of a process or handled and answered. */
import { Type } from 'typebox'
import { Instant, Language } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { serviceOutcomes } from '../../domain/service-request.ts'
import { staffGroups } from '../../domain/staff.ts'
import { settlementNames } from '../../domain/territory.ts'
import { Case, job, NewCase, Nothing, strict } from './shapes.ts'

export const deskResults = ['complete', 'visitor-left'] as const

export const serviceJobs = {
  /** A code that the catalogue does not have is no fault yet: the front desk is asked for it again. */
  'open-desk-request': job({
    input: Type.Object(
      {
        serviceCode: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
        requestLanguage: Language,
        settlement: Type.Union([literals(settlementNames), Type.Null()]),
      },
      strict,
    ),
    output: NewCase,
    errors: [],
  }),
  'check-desk-request': job({
    input: Type.Object({ ...Case, deskResult: literals(deskResults) }, strict),
    output: Type.Object({ visitorStays: Type.Boolean() }, strict),
    errors: ['REQUEST_INCOMPLETE'],
  }),
  'look-up-service': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      {
        serviceRoute: literals(['process', 'handling']),
        handlingGroup: literals(staffGroups),
        /** In both languages, for the form. */
        serviceName: Type.String(),
        dueAt: Instant,
        escalateAt: Instant,
      },
      strict,
    ),
    errors: [],
  }),
  'open-service-case': job({
    input: Type.Object(Case, strict),
    output: Nothing,
    errors: ['CASE_NOT_OPENED'],
  }),
  'record-service-answer': job({
    input: Type.Object({ ...Case, serviceOutcome: literals(serviceOutcomes) }, strict),
    output: Nothing,
    errors: ['ANSWER_MISSING'],
  }),
}

export const serviceMessages = {
  'service-requested': { correlatesOn: 'caseId', variables: NewCase },
}
