export { body, path } from './request.js';
export { GetResult } from './response.js';
