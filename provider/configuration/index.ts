/** Declared resources, whatever declares them, as a configuration of the recording model. Knows the core and the model alone. */
export { configurationFrom } from "./configuration";
export { type DeclaredResource, type Kinds, keyOf, type Life, type Reference, SECRET, secretIn, variableOf } from "./resource";
