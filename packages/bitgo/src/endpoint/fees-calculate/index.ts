export { body, path } from './request.js';
export { read } from './response.js';
