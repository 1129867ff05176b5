import { type AssetId, UnitRegistry, assetId } from '@legwork/core';
import { type NamedAsset, type TestOfcName, testOfcName, testOfcUnits } from '@legwork/bitgo';
import { must } from '@legwork/example-stage';

/** The assets of the examples. */
export const BTC: AssetId = must(assetId('BTC'));
export const USD: AssetId = must(assetId('USD'));

const named = (asset: AssetId, name: string): NamedAsset<TestOfcName> => ({
  asset,
  name: must(testOfcName(name)),
});

/** What our own configuration says of the same currencies: the table of the package is acted on only where both agree. */
const own: ReadonlyArray<UnitRegistry.Unit> = [
  { asset: BTC, venueName: 'ofctbtc', decimals: 8 },
  { asset: USD, venueName: 'ofctusd', decimals: 2 },
];

/** Test currencies alone: no production currency can be acted on with these. */
export const units: UnitRegistry.UnitRegistry = must(
  testOfcUnits([named(BTC, 'ofctbtc'), named(USD, 'ofctusd')], own),
);
