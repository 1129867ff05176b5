declare const brand: unique symbol;

/** A text that was checked by the one constructor of its kind; at run time it is a plain string. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Brands a text that its caller has just checked. The only place where a text becomes more than a text. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const checked = <Name extends string>(text: string): Brand<Name> => text as Brand<Name>;
