/**
 * Benefits as they are asked for: by application, told by a register once per event, ended by what is reported. Next:
 * bpmn/benefit-assignment.bpmn or bpmn/benefit-change.bpmn begins.
 */
import type { NewBenefitApplication, NewBenefitChange, NewBenefitEvent } from '../../domain/benefit.ts'
import { isEndingEvent } from '../../domain/benefit-kinds.ts'
import { sha256OfJson } from '../../domain/canonical-json.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ageInYears } from '../../domain/days.ts'
import { DomainError } from '../../domain/errors.ts'
import { benefitsOfEvent, eventKey, openBenefit } from '../../domain/open-benefit.ts'
import { openBenefitChange } from '../../domain/open-benefit-change.ts'
import type { Records } from '../../domain/records.ts'
import { districtOf } from '../../domain/territory.ts'
import { findCase } from '../case/open-case.ts'
import { createOpenOnce, type EnteredBy } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { claimFaults, eventFaults } from './check-claim.ts'

export interface EventReceipt {
  readonly eventId: string
  readonly repeated: boolean
  readonly cases: readonly { readonly caseId: string; readonly caseNumber: string }[]
}

export function createBenefitIntake({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })
  const caseUrl = (id: string) => `${settings.publicUrl}/cases/${id}`
  const today = () => dateInBaku(clock.now())

  async function openFromEvent(records: Records, told: NewBenefitEvent, actor: string) {
    const { kind, happenedOn, applicant, beneficiary } = told
    if (applicant === undefined) throw new Error('The event was checked to name who claims')
    const registeredOn = today()
    const key = eventKey(actor, told.eventId)
    const subject = beneficiary ?? applicant
    const opened = []
    const benefits = benefitsOfEvent(kind, ageInYears(subject.birthDate, happenedOn), {
      adultAge: (await records.parametersOn(registeredOn)).value('adult-age'),
      onAssistance: await records.benefits.isOnAssistance(applicant.fin, registeredOn),
    })
    for (const benefit of benefits) {
      // Claimed before by the person: that claim goes on.
      if ((await records.benefits.openClaim(benefit, subject.fin)) !== undefined) continue
      opened.push(
        await openBenefit(
          records,
          {
            benefit,
            origin: 'event',
            eventKey: key,
            eventDate: happenedOn,
            applicant,
            beneficiary,
            disabilityPercent: told.disabilityPercent,
            disabledUntil: told.disabledUntil,
            language: told.language ?? 'az',
            district: districtOf(applicant.address ?? {}),
            registeredOn,
          },
          { actor, reason: kind, caseUrl },
        ),
      )
    }
    return opened
  }

  async function endFromEvent(
    records: Records,
    { eventId, kind, happenedOn, fin }: NewBenefitEvent,
    actor: string,
  ) {
    if (!isEndingEvent(kind) || fin === undefined) throw new Error('The event was checked to end something')
    const registeredOn = today()
    const opened = []
    for (const benefit of await records.benefits.openOf(fin, registeredOn)) {
      const change = {
        kind,
        happenedOn,
        certain: kind === 'death',
        eventKey: eventKey(actor, eventId),
        registeredOn,
      }
      opened.push(await openBenefitChange(records, benefit, change, { actor, reason: kind, caseUrl }))
    }
    return opened
  }

  return {
    /** Throws `InvalidFields`, `DomainError` `CASE_ALREADY_OPEN`, and what `openOnce` throws. */
    apply: (asked: NewBenefitApplication, by: EnteredBy): Promise<AcceptedCase> => {
      const registeredOn = today()
      const faults = claimFaults(asked, registeredOn)
      if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
      return openOnce({ ...by, body: asked }, (records) =>
        openBenefit(
          records,
          {
            ...asked,
            origin: 'application',
            district: districtOf(asked.applicant.address ?? {}),
            registeredOn,
          },
          { actor: by.actor, reason: asked.benefit, caseUrl },
        ),
      )
    },

    /** Throws `InvalidFields`, `DomainError` `EVENT_ID_REUSED` when another event was told under that id. */
    tell: (told: NewBenefitEvent, actor: string): Promise<EventReceipt> => {
      const faults = eventFaults(told, today())
      if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
      return transact(async (records) => {
        const { eventId, kind, happenedOn } = told
        const bodySha256 = sha256OfJson(told)
        const known = await records.benefits.noteEvent({
          source: actor,
          eventId,
          kind,
          happenedOn,
          bodySha256,
        })
        if (known !== 'new') {
          if (known.bodySha256 === bodySha256) return { eventId, repeated: true, cases: known.cases }
          throw new DomainError('EVENT_ID_REUSED', 'Another event was told under this id', {
            field: '/eventId',
          })
        }
        const opened = isEndingEvent(kind)
          ? await endFromEvent(records, told, actor)
          : await openFromEvent(records, told, actor)
        return {
          eventId,
          repeated: false,
          cases: opened.map(({ id, number }) => ({ caseId: id, caseNumber: number })),
        }
      })
    },

    /** By the case that assigned it. Throws `CASE_NOT_FOUND`, `BENEFIT_NOT_PAID`, `InvalidFields`. */
    change: (caseRef: string, change: NewBenefitChange, by: EnteredBy): Promise<AcceptedCase> => {
      const registeredOn = today()
      if (change.happenedOn > registeredOn) {
        throw new InvalidFields('INVALID_REQUEST', [{ field: '/happenedOn', problem: 'is in the future' }])
      }
      return openOnce({ ...by, body: { caseRef, change } }, async (records) => {
        const { id } = await findCase(records, caseRef)
        const claim = await records.benefits.find(id)
        if (claim === undefined) throw new DomainError('CASE_NOT_FOUND', 'That case assigned no benefit')
        const entitlement = await records.entitlements.findByCase(id)
        if (entitlement === undefined || entitlement.validTo < registeredOn) {
          throw new DomainError('BENEFIT_NOT_PAID', 'Nothing is paid any more in that case')
        }
        return openBenefitChange(
          records,
          { entitlementId: entitlement.id, caseId: id },
          { ...change, certain: false, registeredOn },
          { actor: by.actor, reason: change.kind, caseUrl },
        )
      })
    },
  }
}
export type BenefitIntake = ReturnType<typeof createBenefitIntake>
