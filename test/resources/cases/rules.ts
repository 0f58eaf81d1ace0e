import { wireId } from "../../../provider/core/codec";
import type { Props } from "../../../provider/core/schema";
import type { World } from "../place";
import { type Family, makeTemplate, rulesOf } from "./templates";
import type { Bad, Cases, Prepared, Update } from "./types";

/** What holds for every kind of rule. */
export const badRules: readonly Bad[] = [
  { name: "no domain", with: { domainName: undefined }, path: "domainName", says: /is missing: Push domain/ },
  {
    name: "a URL for a domain",
    with: { domainName: "rtmp://push.example.com/live" },
    path: "domainName",
    says: /bare domain such as push.example.com/,
  },
  { name: "a domain without a dot", with: { domainName: "localhost" }, path: "domainName", says: /bare domain/ },
  { name: "a star for every stream", with: { streamName: "*" }, path: "streamName", says: /leave the field out for every/ },
  { name: "a slash in the app", with: { appName: "live/s1" }, path: "appName", says: /the name alone/ },
  { name: "a blank in the stream", with: { streamName: "main hall" }, path: "streamName", says: /without blanks/ },
  {
    name: "a template's name for its id",
    with: { templateId: "archive" },
    path: "templateId",
    says: /best as the `id` of the template resource/,
  },
  { name: "template 0", with: { templateId: 0 }, path: "templateId", says: /number of a template/ },
  { name: "no template", with: { templateId: undefined }, path: "templateId", says: /is missing/ },
  { name: "a mistyped field", with: { domain: "push.example.com" }, path: "domain", says: /did you mean domainName\?|known here/ },
];

const ruleUpdates: readonly Update[] = [
  { name: "another template", with: ({ refs }) => ({ templateId: refs["second"] }), step: "replace" },
  { name: "another stream", with: { streamName: "s2" }, step: "replace" },
  { name: "every stream of the app", with: { streamName: undefined }, step: "replace" },
];

const goodRule = ({ domain, tag, refs }: Prepared): Props => ({
  domainName: domain,
  appName: tag,
  streamName: "s1",
  templateId: refs["first"],
});

const tripleOf = (outs: Props) => ({ DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] });

/** What a template of a family needs beside its name. */
type Parts = (world: World) => Props;

/** The cases of a kind of rule. */
export function ruleCases(family: Family, parts: Parts = () => ({})): Omit<Cases, "token"> {
  return {
    creates: `CreateLive${family}Rule`,
    async prepare(ctx, world) {
      const [first, second] = ["first", "second"].map((name) => makeTemplate(ctx, family, world, name, parts(world)));
      return { first: (await first) ?? "", second: (await second) ?? "" };
    },
    good: goodRule,
    bad: badRules,
    updates: ruleUpdates,
    objects: ({ ctx, world }) => rulesOf(ctx, family, world.tag),
    async disappear(ctx, { outs }) {
      await ctx.call(`DeleteLive${family}Rule`, tripleOf(outs));
    },
  };
}

/** Somebody binds another template. */
export const bindAnother =
  (family: Family, parts: Parts = () => ({})): NonNullable<Cases["drift"]> =>
  async (ctx, { outs, world }) => {
    const TemplateId = wireId(await makeTemplate(ctx, family, world, "by-hand", parts(world)));
    await ctx.call(`DeleteLive${family}Rule`, tripleOf(outs));
    await ctx.call(`CreateLive${family}Rule`, { ...tripleOf(outs), TemplateId });
  };
