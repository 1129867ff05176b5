export { type ListRequest, body, path } from './request.js';
export { ListResult } from './response.js';
