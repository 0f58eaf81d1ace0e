export { type ActionName, type ActionSpec, actionSpec, actions, type Effect, type ServiceName } from "./actions";
export { type ClientOptions, CloudClient } from "./client";
export { systemTiming, type Timing } from "./clock";
export { type ConfigSource, type Connection, type Endpoint, isLoopback, resolveConnection } from "./credentials";
export type { Answer } from "./envelope";
export {
  AnswerError,
  CredentialError,
  DeadlineError,
  isAlreadyExists,
  isInUse,
  isNotFound,
  isThrottle,
  type Phase,
  ServiceError,
  TransportError,
} from "./errors";
export { integer } from "./json";
