/** What is recorded by other accounts of it than a manifest: a stack's state, and the service itself. Both end in the recording model. */
export { configurationOfAccount } from "./service";
export { configurationOfState } from "./state";
