declare const brand: unique symbol;

/** A text that was checked by the one constructor of its kind; at run time it is a plain string. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
