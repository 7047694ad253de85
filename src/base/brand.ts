declare const brand: unique symbol;

/** A string or number that cannot be mixed up with another kind of string or number. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
