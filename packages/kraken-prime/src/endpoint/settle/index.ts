export { body, path } from './request.js';
export { SettleResult } from './response.js';
