// A translation has exactly the keys of the Chinese section, each with a text of its own.
export type Texts<T> = { readonly [K in keyof T]: string };
