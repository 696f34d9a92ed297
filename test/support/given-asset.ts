/** An asset that was handed over, and the case that watches it: what bpmn/self-employment.bpmn leaves behind. */
import { addDays, addMonths } from '../../domain/days.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Transact } from '../../domain/records.ts'

export const publicUrl = 'http://127.0.0.1:3000'
export const serialNumber = 'TM-2026/0417'

/** FIN of the person, and serial numbers of assets: another one each. */
let given = 0

export interface GivenAsset {
  /** The case of the monitoring. */
  readonly caseId: string
  readonly caseNumber: string
  readonly contractCaseId: string
  readonly serialNumber: string
  readonly monitoredUntil: string
}

/**
 * @param today `YYYY-MM-DD`: the asset is handed over
 * @param months of the contract
 */
export function giveAsset(transact: Transact, today: string, months = 12): Promise<GivenAsset> {
  given += 1
  const number = `${serialNumber}-${given}`
  const person = {
    role: 'applicant',
    fin: `5ASSET${given % 10}`,
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
    email: 'aygun@example.az',
    address: { settlement: 'Mərdəkan', street: 'S. Yesenin', building: '12' },
  } as const
  return transact(async (records) => {
    const selfEmployment = await records.cases.add({
      kind: 'self-employment',
      numberPrefix: 'SEL',
      district: 'khazar',
      language: 'az',
      registeredOn: addDays(today, -30),
    })
    await records.parties.add(selfEmployment.id, [person])
    const contractCaseId = selfEmployment.id
    await records.assetContracts.add({
      caseId: contractCaseId,
      activity: 'tailoring',
      assetKind: 'equipment',
      description: 'Sənaye tikiş maşını',
      valueQepik: 3_200_00,
      signedOn: addDays(today, -5),
    })
    await records.assetContracts.setEvidence(contractCaseId, {
      name: 'handover.mp4',
      type: 'video/mp4',
      sha256: 'a'.repeat(64),
      byteCount: 1_000,
    })
    await records.assetContracts.handOver(contractCaseId, {
      serialNumber: number,
      handedOverOn: today,
      by: 'staff:test',
    })
    const monitoring = await openCase(
      records,
      {
        kind: 'asset-monitoring',
        parties: [person],
        district: 'khazar',
        language: 'az',
        registeredOn: today,
        relatedCaseId: contractCaseId,
      },
      { actor: 'worker:test', caseUrl: (id) => `${publicUrl}/cases/${id}` },
    )
    const monitoredUntil = addMonths(today, months)
    await records.assetContracts.register(contractCaseId, {
      monitoredUntil,
      monitoringCaseId: monitoring.id,
    })
    return {
      caseId: monitoring.id,
      caseNumber: monitoring.number,
      contractCaseId,
      serialNumber: number,
      monitoredUntil,
    }
  })
}
