/** Where the call goes (BitGoJS, last seen 2023-11-15). */
export const path = (id: string): string => `/api/v2/ofc/key/${encodeURIComponent(id)}`;
