/** A case that has been through everything up to a payment the bank refused, written as the workers write it. */
import type { NewApplication } from '../../domain/application.ts'
import type { Facts } from '../../domain/facts.ts'
import { signAct } from '../../domain/signed-act.ts'
import { createEd25519Signer } from '../../domain/signing.ts'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { aFamily } from './families.ts'
import type { Office } from './office.ts'

export const facts: Facts = {
  applicationDate: '2026-11-23',
  memberCount: 4,
  declarationMatches: true,
  mismatchCount: 0,
  incomeTotalQepik: 600_000,
  needCriterionQepik: 30_000,
  purchasesTotalQepik: 0,
  livingMinimumQepik: 30_000,
  purchaseLimitFactor: 12,
  vehicleCount: 0,
  refusedSuitableJobs: 0,
  refusedJobsLimit: 2,
  utilitiesTotalQepik: 24_000,
  utilityLimitPercent: 15,
  samePurposeProperties: 1,
  samePurposeLimit: 2,
  unableToWorkMembers: 3,
  carerMembers: 1,
  studentMembers: 0,
  unemploymentInsuredMembers: 0,
  absentMembers: 0,
  unexplainedNonWorkingMembers: 0,
  blockedForFalseData: false,
}

export interface Story {
  readonly caseId: string
  readonly caseNumber: string
  readonly family: NewApplication
}

export async function receiveCase(office: Office, family: NewApplication = aFamily()): Promise<Story> {
  const answer = await office.app.inject({
    method: 'POST',
    url: '/v1/applications',
    headers: { authorization: `Bearer ${await office.token({ scope: 'applications:write' })}` },
    payload: family,
  })
  if (answer.statusCode !== 202) throw new Error(answer.body)
  return { ...answer.json<{ caseId: string; caseNumber: string }>(), family }
}

/** Visited, assigned 700.00 AZN a month, ordered; the bank refuses the account. */
export async function decideCase(office: Office, family?: NewApplication): Promise<Story> {
  const story = await receiveCase(office, family)
  const { caseId } = story
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = createEd25519Signer(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const now = office.clock.now().toISOString()
  const act = await signAct(
    {
      id: randomUUID(),
      caseId,
      kind: 'visit',
      round: 1,
      result: 'inspected',
      form: {
        visitResult: 'inspected',
        visitedAt: now,
        present: ['spouse', 'neighbour-witness'],
        peopleLivingHere: 4,
        vehicleSeen: false,
        purchases: [{ item: 'Stove', valueManat: 350, boughtOn: '2026-09-05' }],
        remarks: 'Two rooms <b>cold</b>',
      },
      inspector: 'dost-inspector-khazar',
      signedAt: now,
    },
    signer,
  )
  await office.deps.transact(async (records) => {
    await records.cases.setDecisionDueAt(caseId, '2026-12-14T14:00:00.000Z')
    await records.cases.addProcessInstance(caseId, '2251799813685251', 'targeted-social-assistance', 1)
    await records.inspections.plan({
      caseId,
      round: 1,
      group: 'dost-inspector-khazar',
      dueAt: '2026-11-30T14:00:00.000Z',
      reason: 'first',
    })
    await records.inspections.addAct(act)
    await records.registerAnswers.add(caseId, 'vehicles', { vehicles: [] }, 'a'.repeat(64))
    await records.decisions.add({
      caseId,
      outcome: 'assign',
      monthlyAmountQepik: 70_000,
      facts,
      reasons: [{ reason: 'unable-to-work', members: 3 }],
      grounds: [],
      parameters: { 'need-criterion': 30_000 },
      decidedAt: now,
    })
    const entitlement = await records.entitlements.add({
      caseId,
      kind: 'targeted-social-assistance',
      validFrom: '2026-11-01',
      validTo: '2027-10-31',
      monthlyAmountQepik: 70_000,
    })
    await records.cases.setState(caseId, 'assigned')
    const order = await records.payments.order({
      caseId,
      entitlementId: entitlement.id,
      period: '2026-11',
      orderKind: 'first',
      amountQepik: 70_000,
      endToEndId: caseId.replaceAll('-', '').slice(0, 16).toUpperCase(),
      iban: story.family.declaration.iban,
      payeeName: 'Aynur Həsənova',
    })
    await records.cases.setState(caseId, 'paying')
    await records.payments.move(order.id, 'approved')
    const file = await records.payments.addFile([order.id], async () => ({
      sha256: 'b'.repeat(64),
      signature: 'key:signature',
      byteCount: 1_000,
      orderCount: 1,
      controlSumQepik: 70_000,
    }))
    await records.payments.markFileSent(file.id)
    await records.payments.move(order.id, 'rejected', 'AC01')
    await records.notifications.add({
      key: `${caseId}/registered`,
      caseId,
      notice: 'registered',
      channel: 'sms',
      language: 'az',
      text: 'Müraciətiniz qeydə alındı',
    })
  })
  return story
}
