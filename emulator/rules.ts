import { type Account, type Family, ruleKey } from "./account";
import { ApiError, type Code, fail } from "./codes";
import { undecidedCode } from "./inferred-codes";
import type { Rule } from "./model";
import { chinaTime } from "./time";

const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/i;

/** Whether a text is a well-formed domain name. */
export const isDomain = (text: string): boolean => DOMAIN.test(text);

/** Codes for a push domain that is malformed, and for one that the account does not have. */
interface DomainCodes {
  readonly malformed: Code;
  readonly unknown: string;
}

/**
 * Refuses a malformed push domain, and one that the account does not have where `settings.domains` lists them (INF: the code). Without `codes`
 * with those of the rules.
 */
export function checkDomain(account: Account, domain: string, mayBeEmpty: boolean, codes?: DomainCodes): void {
  if (domain === "" && mayBeEmpty) return;
  if (!isDomain(domain)) fail(codes?.malformed ?? "InvalidParameter.DomainFormatError", `The domain name \`${domain}\` is malformed.`);
  const { domains } = account.settings;
  if (domains !== null && !domains.includes(domain))
    throw new ApiError(codes?.unknown ?? undecidedCode(account, "unknownDomain"), `The domain \`${domain}\` was not found.`);
}

/** Stores a rule under its triple; the service gives it no id. */
export function addRule<T>(account: Account, family: Family<T>, given: Omit<Rule, "CreateTime" | "UpdateTime">, quota: number): Rule {
  const key = ruleKey(given);
  if (family.rules.get(key) !== undefined) {
    fail(
      "FailedOperation.RuleAlreadyExist",
      `A rule for domain "${given.DomainName}", app "${given.AppName}", stream "${given.StreamName}" already exists.`,
    );
  }
  if (family.rules.size >= quota) fail("InternalError.RuleOutLimit");
  const created = chinaTime(account.now());
  const rule: Rule = { CreateTime: created, UpdateTime: created, ...given };
  family.rules.put(key, rule);
  return rule;
}

/** Removes the rule of exactly this triple. */
export function removeRule<T>(family: Family<T>, triple: { DomainName: string; AppName: string; StreamName: string }): string {
  const key = ruleKey(triple);
  if (!family.rules.delete(key)) {
    fail("FailedOperation.NotFound", `No rule for domain "${triple.DomainName}", app "${triple.AppName}", stream "${triple.StreamName}".`);
  }
  return key;
}
