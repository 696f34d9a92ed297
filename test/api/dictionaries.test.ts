/** The words of the pages: the same in both languages, and one for every code a case can show. */
import { describe, expect, test } from 'vitest'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'
import { caseStates } from '../../domain/case.ts'
import { caseKindNames } from '../../domain/case-kinds.ts'
import { partyRoles } from '../../domain/parties.ts'
import { orderStates } from '../../domain/payment.ts'
import { registerNames } from '../../domain/registers.ts'
import { relations, incomeKinds, utilityKinds } from '../../domain/application.ts'
import { notices } from '../../bpmn/contract.ts'
import { responsibleBodies, serviceGroups } from '../../domain/service.ts'
import { serviceOutcomes } from '../../domain/service-request.ts'
import {
  appealOutcomes,
  appealRemedies,
  appealSubjects,
  appellants,
  latenessResults,
} from '../../domain/appeal.ts'
import {
  assetOutcomes as monitoringOutcomes,
  earlyEndCauses,
  returnConditions,
  visitKinds,
} from '../../domain/asset-monitoring.ts'
import { assetFindings, findingGrounds } from '../../domain/asset-visit.ts'
import { matchCriteria, matchReasons } from '../../domain/job-matching.ts'
import {
  educationLevels,
  employedAs,
  jobFields,
  jobLanguages,
  workConditions,
} from '../../domain/job-profile.ts'
import { employerRefusals, referralStates, refusalJudgements } from '../../domain/job-referral.ts'
import { activeMeasures, jobSeekerStates, leavingReasons, measureOutcomes } from '../../domain/job-seeker.ts'
import { overpaymentCauses, recoveryOutcomes } from '../../domain/overpayment.ts'
import { correctableFigures, redecisionEffects } from '../../domain/redecision.ts'
import { assetOutcomes } from '../../domain/asset-contract.ts'
import { planCriteria } from '../../domain/business-plan.ts'
import {
  activities,
  assetKinds,
  dropOutReasons,
  handoverFailures,
  programmeOutcomes,
} from '../../domain/self-employment.ts'
import { staffGroups } from '../../domain/staff.ts'
import { closingReasons } from '../../domain/vacancy.ts'
import { visitResults } from '../../domain/visit.ts'
import { nextSteps } from '../../api/case/follow.ts'

const { az, en } = dictionaries

describe('the dictionaries', () => {
  test('say the same things in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(az).sort())
    for (const words of [az, en]) expect(Object.values(words).every((text) => text.trim() !== '')).toBe(true)
  })

  test('know every code that a case can show', () => {
    const codes = {
      state: caseStates,
      order: orderStates,
      register: registerNames,
      relation: relations,
      income: incomeKinds,
      utility: utilityKinds,
      notice: notices,
      result: visitResults,
      next: nextSteps,
      role: partyRoles,
      process: caseKindNames,
      group: staffGroups,
      'service-group': serviceGroups,
      body: responsibleBodies,
      'service-outcome': serviceOutcomes,
      'appeal-subject': appealSubjects,
      'appeal-outcome': appealOutcomes,
      'appeal-remedy': appealRemedies,
      appellant: appellants,
      lateness: latenessResults,
      fact: correctableFigures,
      'redecision-effect': redecisionEffects,
      'education-level': educationLevels,
      'employed-as': employedAs,
      'job-field': jobFields,
      'job-language': jobLanguages,
      'work-condition': workConditions,
      'match-criterion': matchCriteria,
      'match-reason': matchReasons,
      'register-state': jobSeekerStates,
      'leaving-reason': leavingReasons,
      'referral-state': referralStates,
      'employer-reason': employerRefusals,
      'refusal-judgement': refusalJudgements,
      'closing-reason': closingReasons,
      'active-measure': activeMeasures,
      'measure-outcome': measureOutcomes,
      'recovery-cause': overpaymentCauses,
      'recovery-outcome': recoveryOutcomes,
      'asset-visit': visitKinds,
      'asset-finding': assetFindings,
      'asset-ground': findingGrounds,
      'asset-condition': returnConditions,
      'monitoring-outcome': monitoringOutcomes,
      'early-end': earlyEndCauses,
      activity: activities,
      'asset-kind': assetKinds,
      'asset-outcome': assetOutcomes,
      'programme-outcome': programmeOutcomes,
      'drop-out': dropOutReasons,
      'handover-failure': handoverFailures,
      'plan-criterion': planCriteria,
    }
    const missing = Object.entries(codes).flatMap(([kind, values]) =>
      values.map((value) => `${kind}.${value}`).filter((key) => !(key in az)),
    )
    expect(missing).toEqual([])
  })
})
