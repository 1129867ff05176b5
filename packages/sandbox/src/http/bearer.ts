const BEARER = /^Bearer ([!-~]{1,4096})$/;

/** The token of an `Authorization: Bearer` header; nothing where the header is another. */
export const bearerOf = (authorization: string): string | undefined => BEARER.exec(authorization)?.[1];
