export { affirming, ending, path } from './request.js';
export { read } from './response.js';
