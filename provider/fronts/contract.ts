/** What states in the field name for ever: the module that the provider host loads, and the type of a resource. */

const MODULE = "pulumi-live-recording/dynamic";

/**
 * The text that Pulumi keeps in the place of a serialized provider. Constant per kind and across releases, so that an upgrade shows no diff and nothing of
 * ours or of the environment enters the state. The dynamic provider host evaluates it and calls `handler()`.
 */
export function providerText(token: string): string {
  return `exports.handler = () => require("${MODULE}").${token}`;
}

export function typeOf(token: string): string {
  return `pulumi-nodejs:dynamic/live-recording:${token}`;
}
