import * as pulumi from "@pulumi/pulumi";

const CREDENTIALS = ["tencentcloud:secretId", "tencentcloud:secretKey", "tencentcloud:securityToken"];

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The language host writes `namespace:config:key`, for the sake of old packages; the list of secrets has plain keys. */
const cleanKey = (key: unknown): string => String(key).replace(/^([^:]*):config:/, "$1:");

/**
 * The engine keeps the stack's configuration in its state: what was set without `--secret` would stand there in clear. Only the program can
 * see how a value was set, so it refuses.
 */
export function refusePlainCredentials(env: NodeJS.ProcessEnv = process.env): void {
  const config = parsed(env["PULUMI_CONFIG"]);
  if (typeof config !== "object" || config === null) return;
  const secrets = parsed(env["PULUMI_CONFIG_SECRET_KEYS"]);
  const set = new Set(Object.keys(config).map(cleanKey));
  const encrypted = new Set(Array.isArray(secrets) ? secrets.map(cleanKey) : []);
  const plain = CREDENTIALS.filter((key) => set.has(key) && !encrypted.has(key));
  if (plain.length === 0) return;
  const commands = plain.map((key) => `  pulumi config set --secret ${key}`).join("\n");
  throw new pulumi.RunError(
    `${plain.join(", ")} stands in clear in the stack's configuration, and would in its state. Set it as a secret:\n${commands}\n` +
      "or leave it out and use the variables TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.",
  );
}
