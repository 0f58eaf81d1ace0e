import type { Account } from "../account";
import { defineAction } from "../action";
import { PARAM, SVC } from "../codes";
import { int, text } from "../parameters";
import { isDomain } from "../rules";

/** Domains that an account may have (service facts 7.14). */
const MOST_DOMAINS = 100;

/** The domains of the account. Push domains are a setting, or else those that pushes, rules and the question name; play domains are those of the setting. */
export const DescribeLiveDomains = defineAction({
  name: "DescribeLiveDomains",
  service: "live",
  rate: 200,
  parameters: {
    DomainStatus: int({ min: 0, max: 1 }),
    DomainType: int({ min: 0, max: 1 }),
    PageSize: int({ min: 10, max: 100 }),
    PageNum: int({ min: 1 }),
    IsDelayLive: int({ min: 0, max: 1 }),
    DomainPrefix: text(),
    PlayType: int({ min: 1, max: 3 }),
  },
  codes: [...SVC, ...PARAM, "InternalError"],
  run({ account, input }) {
    const { PageNum = 1, PageSize = 20 } = input;
    const play = Object.keys(account.settings.playDomains);
    const push = account.settings.domains ?? namedDomains(account, input.DomainPrefix ?? "");
    const domains = [...push.map((Name) => ({ Name, Type: 0 })), ...play.map((Name) => ({ Name, Type: 1 }))].filter(
      ({ Name, Type }) => (input.DomainType === undefined || input.DomainType === Type) && Name.startsWith(input.DomainPrefix ?? ""),
    );
    return {
      AllCount: domains.length,
      CreateLimitCount: Math.max(0, MOST_DOMAINS - push.length - play.length),
      PlayTypeCount: [play.length, 0, 0],
      DomainList: domains.slice((PageNum - 1) * PageSize, PageNum * PageSize).map(({ Name, Type }) => ({
        Name,
        Type,
        Status: 1,
        CreateTime: "2018-01-01 00:00:00",
        BCName: 1,
        TargetDomain: `${Name}.tlivepush.com`,
        PlayType: 1,
        IsDelayLive: 0,
        CurrentCName: `${Name}.tlivepush.com`,
        RentTag: 0,
        RentExpireTime: "",
        IsMiniProgramLive: 0,
      })),
    };
  },
});

/** The push domains of which an account that takes every domain has heard: by a push, a rule, or a question for it by its whole name. */
function namedDomains({ streams, record, timeShift, snapshot, callback }: Account, asked: string): string[] {
  const rules = [record, timeShift, snapshot, callback].flatMap((family) => [...family.rules.values()]);
  const named = [
    ...[...streams.values()].map(({ domain }) => domain),
    ...rules.map(({ DomainName }) => DomainName),
    ...(isDomain(asked) ? [asked] : []),
  ];
  return [...new Set(named)].filter((domain) => domain !== "");
}
