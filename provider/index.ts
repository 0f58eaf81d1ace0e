/** All that a Pulumi program imports. */
export * from "./generated/resources";
