export { type ActionName, actionSpec, actions } from "./actions";
export { type ClientOptions, CloudClient } from "./client";
export { type ConfigSource, isLoopback, resolveConnection } from "./credentials";
export { AnswerError, CredentialError, ServiceError } from "./errors";
