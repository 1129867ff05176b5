export { type AssetKind, assetKind, body, path } from './request.js';
export { CreateResult } from './response.js';
