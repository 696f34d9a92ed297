/** The table `asset-findings` on the real engine: each rule, the gravest first, and what a warning changes. docs/domain.md 2.4. */
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { deployFolder } from '../../adapters/zeebe/deploy.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { AssetFindingResult, type AssetFacts } from '../../domain/asset-visit.ts'
import { environment } from '../support/environment.ts'

const gateway = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
const engine = createEngine(gateway)
beforeAll(() => deployFolder(engine, 'bpmn'))
afterAll(() => gateway.close())

const inOrder: AssetFacts = {
  assetSight: 'seen',
  serialNumberMatches: true,
  assetUse: 'as-planned',
  assetCondition: 'good',
  animalsLost: 0,
  lossCause: 'none',
  warned: false,
}
async function found(changes: Partial<AssetFacts>): Promise<readonly [string, string]> {
  const { output } = await engine.evaluateDecision('asset-findings', {
    assetFacts: { ...inOrder, ...changes },
  })
  const { finding, ground } = Value.Parse(AssetFindingResult, output)
  return [finding, ground]
}

test.each<readonly [string, Partial<AssetFacts>, string, string]>([
  ['in order', {}, 'in-order', 'in-order'],
  ['worn, mended after a warning', { assetCondition: 'worn', warned: true }, 'in-order', 'in-order'],
  ['animals lost to disease', { animalsLost: 2, lossCause: 'disease-or-disaster' }, 'in-order', 'in-order'],
  ['sold', { assetSight: 'gone', lossCause: 'sold-or-given-away' }, 'sold', 'disposed-of'],
  ['gone by neglect', { assetSight: 'gone', lossCause: 'neglect' }, 'misuse', 'lost-by-neglect'],
  ['stolen', { assetSight: 'gone', lossCause: 'theft-reported', warned: true }, 'lost', 'lost-without-fault'],
  ['some animals sold', { animalsLost: 1, lossCause: 'sold-or-given-away' }, 'sold', 'disposed-of'],
  ['not shown', { assetSight: 'not-shown' }, 'mend', 'not-shown'],
  ['not shown again', { assetSight: 'not-shown', warned: true }, 'misuse', 'not-shown'],
  ['another number', { serialNumberMatches: false }, 'mend', 'other-serial-number'],
  ['another number again', { serialNumberMatches: false, warned: true }, 'sold', 'other-serial-number'],
  ['animals neglected', { animalsLost: 3, lossCause: 'neglect' }, 'mend', 'animals-neglected'],
  [
    'animals neglected again',
    { animalsLost: 3, lossCause: 'neglect', warned: true },
    'misuse',
    'animals-neglected',
  ],
  ['used in part', { assetUse: 'partly' }, 'mend', 'not-as-planned'],
  ['still not used', { assetUse: 'not-used', warned: true }, 'misuse', 'not-as-planned'],
  ['damaged', { assetCondition: 'damaged' }, 'mend', 'damaged'],
  ['damaged still', { assetCondition: 'damaged', warned: true }, 'misuse', 'damaged'],
  ['the gravest counts', { assetUse: 'not-used', serialNumberMatches: false }, 'mend', 'other-serial-number'],
])('%s', async (_what, facts, finding, ground) => {
  expect(await found(facts)).toEqual([finding, ground])
})

test('after a warning nobody is warned a second time', async () => {
  const faults: readonly Partial<AssetFacts>[] = [
    { assetSight: 'not-shown' },
    { serialNumberMatches: false },
    { animalsLost: 1, lossCause: 'neglect' },
    { assetUse: 'partly' },
    { assetCondition: 'damaged' },
  ]
  for (const fault of faults) expect((await found({ ...fault, warned: true }))[0]).not.toBe('mend')
})
